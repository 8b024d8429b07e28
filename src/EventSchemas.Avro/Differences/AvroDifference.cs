namespace EventSchemas.Avro;

/// <summary>One thing that differs between two versions of a schema. Immutable.</summary>
/// <param name="Kind">What kind of difference.</param>
/// <param name="Path">Where, by the fields' names in the new version: <c>user.emails[].address</c>; <c>[]</c> stands for an array's items, <c>{}</c> for a map's values, <c>(Name)</c> for a branch of a union. Empty for the root.</param>
/// <param name="Record">The name of the innermost record in the new version that has the difference, or <see langword="null"/> outside of any.</param>
/// <param name="Field">The field of that record in the new version, or <see langword="null"/> where the record itself differs or has the field no longer.</param>
/// <param name="OldLocation">Where in the old version, as a JSON pointer into the schema.</param>
/// <param name="NewLocation">Where in the new version, likewise.</param>
/// <param name="Old">What the old version has, in words; or <see langword="null"/>.</param>
/// <param name="New">What the new version has, in words; or <see langword="null"/>.</param>
/// <param name="BreaksBackward">Whether it is why readers of the new version can't read what was written with the old one.</param>
/// <param name="BreaksForward">Whether it is why readers of the old version can't read what is written with the new one.</param>
/// <param name="IsLossy">Whether values are read, but may be read as others: digits are lost, or bytes are no text.</param>
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
