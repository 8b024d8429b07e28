using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>An edit that somebody could make, and what would come of it. Immutable.</summary>
/// <param name="Kind">What kind of edit.</param>
/// <param name="Path">Of what: the path of a field, as <see cref="AvroDifference.Path"/> has it, or of a record, enum or fixed where it is first met. Empty for the root.</param>
/// <param name="Description">The edit in words, for example <c>make it optional</c>.</param>
/// <param name="Result">The schema after the edit.</param>
/// <param name="Findings">What the rules find about it.</param>
public sealed record AvroEdit(AvroEditKind Kind, string Path, string Description, AvroSchema Result, IReadOnlyList<AvroRuleFinding> Findings)
{
    /// <summary>Whether nobody would fail to read. Findings about the meaning may be there nevertheless.</summary>
    public bool IsAllowed => Findings.All(finding => finding.Direction is null);

    /// <inheritdoc/>
    public override string ToString() => $"{(Path.Length == 0 ? "" : Path + ": ")}{Description}{(IsAllowed ? "" : " (forbidden)")}";
}
