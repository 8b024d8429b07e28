namespace EventSchemas.Avro;

/// <summary>One thing that differs between two versions of a schema. Immutable.</summary>
/// <param name="Kind">What kind of difference.</param>
/// <param name="Path">
/// Where, by the fields' names in the new version: <c>user.emails[].address</c>; <c>[]</c> stands for an array's items, <c>{}</c> for a
/// map's values, <c>(Name)</c> for a branch of a union. Empty for the root.
/// </param>
/// <param name="Record">
/// The name of the innermost record in the new version that has the difference, or <see langword="null"/> outside of any.
/// </param>
/// <param name="Field">
/// The field of that record in the new version, or <see langword="null"/> where the record itself differs or has the field no longer.
/// </param>
/// <param name="OldLocation">Where in the old version, as a JSON pointer into the schema.</param>
/// <param name="NewLocation">Where in the new version, likewise.</param>
/// <param name="Old">What the old version has, in words; or <see langword="null"/>.</param>
/// <param name="New">What the new version has, in words; or <see langword="null"/>.</param>
/// <param name="BreaksBackward">Whether it is why readers of the new version can't read what was written with the old one.</param>
/// <param name="BreaksForward">Whether it is why readers of the old version can't read what is written with the new one.</param>
/// <param name="IsLossy">Whether values are read, but may be read as others: digits are lost, or bytes aren't text.</param>
public sealed record AvroDifference(
    AvroDifferenceKind Kind,
    string Path,
    string? Record,
    string? Field,
    string OldLocation,
    string NewLocation,
    string? Old,
    string? New,
    bool BreaksBackward = false,
    bool BreaksForward = false,
    bool IsLossy = false)
{
    /// <summary>The difference as a person would say it, for example <c>user.age: int became long</c>.</summary>
    public string Message => DifferenceText.Of(this);

    /// <summary>Whether it is why reading fails in a direction.</summary>
    /// <param name="direction">Who reads whose data.</param>
    public bool Breaks(AvroReadDirection direction) => direction == AvroReadDirection.Backward ? BreaksBackward : BreaksForward;

    /// <inheritdoc/>
    public override string ToString() => Message;
}

/// <summary>How one version of a schema can differ from the one before it.</summary>
public enum AvroDifferenceKind
{
    /// <summary>A record has a new field.</summary>
    FieldAdded,

    /// <summary>A field has gone.</summary>
    FieldRemoved,

    /// <summary>A field has another name, and an alias says so.</summary>
    FieldRenamed,

    /// <summary>A field has gone and one of the same type has come, and no alias says that they are the same.</summary>
    FieldLooksRenamed,

    /// <summary>The aliases of a field lead to several fields of the other version.</summary>
    FieldAmbiguous,

    /// <summary>The fields of a record come in another order.</summary>
    FieldsReordered,

    /// <summary>A value may be null now.</summary>
    MadeOptional,

    /// <summary>A value may be null no longer.</summary>
    MadeRequired,

    /// <summary>The type is another one, which reads what was written as the old one.</summary>
    TypeWidened,

    /// <summary>The type is another one, which can be read as the old one.</summary>
    TypeNarrowed,

    /// <summary>The type is another one, and neither reads the other.</summary>
    TypeChanged,

    /// <summary>A record, enum or fixed has another name.</summary>
    TypeRenamed,

    /// <summary>A record, enum or fixed has moved to another namespace.</summary>
    NamespaceChanged,

    /// <summary>A union has a new branch.</summary>
    BranchAdded,

    /// <summary>A branch of a union has gone.</summary>
    BranchRemoved,

    /// <summary>The branches of a union come in another order.</summary>
    BranchesReordered,

    /// <summary>An enum has a new symbol.</summary>
    SymbolAdded,

    /// <summary>A symbol of an enum has gone.</summary>
    SymbolRemoved,

    /// <summary>The symbols of an enum come in another order.</summary>
    SymbolsReordered,

    /// <summary>An enum has a default symbol now.</summary>
    EnumDefaultAdded,

    /// <summary>An enum has no default symbol any more.</summary>
    EnumDefaultRemoved,

    /// <summary>The default symbol of an enum is another one.</summary>
    EnumDefaultChanged,

    /// <summary>A fixed has another size.</summary>
    FixedResized,

    /// <summary>A field has a default now.</summary>
    DefaultAdded,

    /// <summary>A field has no default any more.</summary>
    DefaultRemoved,

    /// <summary>The default of a field is another one.</summary>
    DefaultChanged,

    /// <summary>The same bytes mean something else: the logical type is another one, has come or has gone.</summary>
    LogicalTypeChanged,

    /// <summary>A decimal has another precision or scale.</summary>
    DecimalChanged,

    /// <summary>The documentation is another one.</summary>
    DocChanged,

    /// <summary>The aliases are others.</summary>
    AliasesChanged,

    /// <summary>A field counts differently in sorting.</summary>
    OrderChanged,

    /// <summary>A custom property has come, has gone or has another value.</summary>
    PropertyChanged,
}
