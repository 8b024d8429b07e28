using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>A possible edit and its consequences. Immutable.</summary>
/// <param name="Kind">The kind of edit.</param>
/// <param name="Path">
/// The path of the edited field, as in <see cref="AvroDifference.Path"/>, or of a record, enum or fixed where it first occurs. Empty for
/// the root.
/// </param>
/// <param name="Description">The edit in words, for example <c>make it optional</c>.</param>
/// <param name="Result">The schema after the edit.</param>
/// <param name="Findings">The findings of the rules.</param>
public sealed record AvroEdit(
    AvroEditKind Kind, string Path, string Description, AvroSchema Result, IReadOnlyList<AvroRuleFinding> Findings)
{
    /// <summary>Whether all readers could still read. There may be findings about the meaning nevertheless.</summary>
    public bool IsAllowed => Findings.All(finding => finding.Direction is null);

    /// <inheritdoc/>
    public override string ToString() => $"{(Path.Length == 0 ? "" : Path + ": ")}{Description}{(IsAllowed ? "" : " (forbidden)")}";
}

/// <summary>The edits that people make to a schema.</summary>
public enum AvroEditKind
{
    /// <summary>Add a field that has a default.</summary>
    AddField,

    /// <summary>Add a field that has none.</summary>
    AddFieldWithoutDefault,

    /// <summary>Put the fields into another order.</summary>
    ReorderFields,

    /// <summary>Give a record, enum or fixed another name, with an alias for the old one.</summary>
    RenameType,

    /// <summary>Remove the field.</summary>
    RemoveField,

    /// <summary>Give the field another name, with an alias for the old one.</summary>
    RenameField,

    /// <summary>Give the field a default.</summary>
    AddDefault,

    /// <summary>Remove the field's default.</summary>
    RemoveDefault,

    /// <summary>Let the value be null.</summary>
    MakeOptional,

    /// <summary>Let the value be null no longer.</summary>
    MakeRequired,

    /// <summary>Change the type to another one that reads it or that it reads.</summary>
    ChangeType,

    /// <summary>Remove a branch of the union.</summary>
    RemoveBranch,

    /// <summary>Add a symbol to the enum.</summary>
    AddSymbol,

    /// <summary>Remove a symbol of the enum.</summary>
    RemoveSymbol,

    /// <summary>Give the enum a default symbol.</summary>
    AddEnumDefault,

    /// <summary>Remove the enum's default symbol.</summary>
    RemoveEnumDefault,

    /// <summary>Give the fixed another size.</summary>
    ResizeFixed,
}
