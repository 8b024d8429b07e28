using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>The current place in the comparison of two versions.</summary>
/// <param name="Path">The fields' names.</param>
/// <param name="Record">The innermost record of the new version.</param>
/// <param name="Field">Its field.</param>
/// <param name="Old">The place in the old schema, without the root's slash.</param>
/// <param name="New">The place in the new schema, likewise.</param>
/// <param name="Backward">Whether the new version can't read what the old one wrote here, and everything around fails with it.</param>
/// <param name="Forward">Whether the old version can't read what the new one writes here, likewise.</param>
readonly record struct DifferencePlace(string Path, string? Record, string? Field, string Old, string New, bool Backward, bool Forward)
{
    public static DifferencePlace Root { get; } = new("", null, null, "", "", Backward: true, Forward: true);

    public DifferencePlace Items => this with { Path = Path + "[]", Old = Old + "/items", New = New + "/items" };

    public DifferencePlace Values => this with { Path = Path + "{}", Old = Old + "/values", New = New + "/values" };

    /// <summary>A field that both versions have, or one of them; −1 means no position.</summary>
    public DifferencePlace FieldOf(AvroRecordSchema record, string name, bool isInNew, int old, int @new) => this with
    {
        Path = Path.Length == 0 ? name : $"{Path}.{name}",
        Record = record.FullName,
        Field = isInNew ? name : null,
        Old = old < 0 ? Old : $"{Old}/fields/{Text(old)}",
        New = @new < 0 ? New : $"{New}/fields/{Text(@new)}",
    };

    /// <summary>A field's type.</summary>
    public DifferencePlace Type => this with { Old = Old + "/type", New = New + "/type" };

    /// <summary>A branch of a union; −1 if the type isn't in a union.</summary>
    public DifferencePlace Branch(string suffix, int old, int @new) => this with
    {
        Path = Path + suffix,
        Old = old < 0 ? Old : $"{Old}/{Text(old)}",
        New = @new < 0 ? New : $"{New}/{Text(@new)}",
    };

    /// <summary>A difference at this place.</summary>
    public AvroDifference Difference(
        AvroDifferenceKind kind, string? old, string? @new, bool breaksBackward, bool breaksForward, bool isLossy = false) =>
        new(kind, Path, Record, Field, Location(Old), Location(New), old, @new, breaksBackward, breaksForward, isLossy);

    private static string Location(string pointer) => pointer.Length == 0 ? "/" : pointer;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
