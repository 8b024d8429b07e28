namespace EventSchemas.Avro;

/// <summary>One thing that differs between two versions of a schema. Immutable.</summary>
/// <param name="Kind">The kind of difference.</param>
/// <param name="Path">
/// Where, by the fields' names in the new version: <c>user.emails[].address</c>; <c>[]</c> means an array's items, <c>{}</c> a
/// map's values, <c>(Name)</c> a branch of a union. Empty for the root.
/// </param>
/// <param name="Record">
/// The name of the innermost record in the new version that has the difference, or <see langword="null"/> outside of any.
/// </param>
/// <param name="Field">
/// The field of that record in the new version, or <see langword="null"/> if the record itself differs or no longer has the field.
/// </param>
/// <param name="OldLocation">Where in the old version, as a JSON pointer into the schema.</param>
/// <param name="NewLocation">Where in the new version, likewise.</param>
/// <param name="Old">What the old version has, in words; or <see langword="null"/>.</param>
/// <param name="New">What the new version has, in words; or <see langword="null"/>.</param>
/// <param name="BreaksBackward">Whether it prevents readers of the new version from reading data of the old one.</param>
/// <param name="BreaksForward">Whether it prevents readers of the old version from reading data of the new one.</param>
/// <param name="IsLossy">Whether values can be read but may change: digits are lost, or bytes aren't valid text.</param>
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

    /// <summary>A field was removed.</summary>
    FieldRemoved,

    /// <summary>A field has another name, and an alias says so.</summary>
    FieldRenamed,

    /// <summary>A field was removed and one of the same type was added, without an alias that connects them.</summary>
    FieldLooksRenamed,

    /// <summary>The aliases of a field match several fields of the other version.</summary>
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

    /// <summary>A branch of a union was removed.</summary>
    BranchRemoved,

    /// <summary>The branches of a union come in another order.</summary>
    BranchesReordered,

    /// <summary>An enum has a new symbol.</summary>
    SymbolAdded,

    /// <summary>A symbol of an enum was removed.</summary>
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

    /// <summary>The same bytes mean something else: the logical type was changed, added or removed.</summary>
    LogicalTypeChanged,

    /// <summary>A decimal has another precision or scale.</summary>
    DecimalChanged,

    /// <summary>The documentation is another one.</summary>
    DocChanged,

    /// <summary>The aliases are others.</summary>
    AliasesChanged,

    /// <summary>A field counts differently in sorting.</summary>
    OrderChanged,

    /// <summary>A custom property was added, removed or changed.</summary>
    PropertyChanged,
}
