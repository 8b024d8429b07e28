using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Restores a removed member that other services still read, marked as obsolete (EVS3001). Its type is that of the version that the
/// diagnostic names.
/// </summary>
static class RestoreMember
{
    public static MemberEditor Editor { get; } = new("RestoreMember", [RuleIds.MemberRemoved, RuleIds.RedisMemberRemoved], EditAsync);

    private static async Task<FixEdit?> EditAsync(EditedMember edited, CancellationToken cancellationToken)
    {
        if (edited.Member is not TypeDeclarationSyntax type
            || edited.Property(ContractProperties.RemovedMember) is not { } removed
            || await OldField.OfAsync(edited, removed, cancellationToken).ConfigureAwait(false) is not { } old)
        {
            return null;
        }

        ImportedNames names = edited.Names();
        IReadOnlyList<AnalyzedEvent> events = await edited.Trial.EventsAsync().ConfigureAwait(false);
        if (ProjectTypes.At(events, names, old.Meaning).Of(old.Field.Schema) is not { } wire)
        {
            return null;
        }

        string member = WireNames.Member(removed);
        string[] attributes =
        [
            .. new[]
            {
                names.Attribute("Obsolete", "System") + "(\"Kept for services that still read it.\")",
                wire.Attribute,
                WireNames.Pin(member, removed, ConventionsOf(edited, events), names.Attribute),
                WireNames.Default(old.Field, names.Attribute),
            }.Where(attribute => attribute.Length > 0),
        ];
        string initial = wire.IsValue || wire.Name.EndsWith("?", StringComparison.Ordinal) ? "" : Initial(old.Field.Schema, wire, names);
        bool isRequired = initial.Length == 0 && !wire.IsValue;
        string head = isRequired ? "public required" : "public";
        string[] lines = [$"[{string.Join(", ", attributes)}]", $"{head} {wire.Name} {member} {{ get; init; }}{initial}"];
        return edited.Edit(
            $"Put '{member}' back into '{edited.Name}', as obsolete",
            [.. Insert(edited.Text, type, lines), .. names.Imports()]) with
        {
            Concerns = isRequired ? new EditConcern(edited.Name) : null,
        };
    }

    // Of all events that reach the record.
    private static EventConventions[] ConventionsOf(EditedMember edited, IReadOnlyList<AnalyzedEvent> events)
    {
        string? record = edited.Property(ContractProperties.Record);
        return
        [
            .. events
                .Select(e => e.Declaration)
                .Where(declaration => declaration.Records.Any(one => declaration.SchemaNameOf(one) == record))
                .Select(declaration => declaration.Conventions)
                .Distinct(),
        ];
    }

    // The value that is sent by code that no longer sets the member.
    private static string Initial(AvroSchema schema, WireType type, ImportedNames names) => schema.Kind switch
    {
        AvroSchemaKind.String when type.Name == "string" => " = \"\";",
        AvroSchemaKind.Bytes or AvroSchemaKind.Array => " = [];",
        AvroSchemaKind.Map =>
            $" = new {names.Type("System.Collections.Generic.Dictionary")}{type.Name.Substring(type.Name.IndexOf('<'))}();",
        _ => "",
    };

    // After the other members of the body; a record without a body gets one.
    private static IEnumerable<TextChange> Insert(SourceText text, TypeDeclarationSyntax type, string[] lines)
    {
        string end = MemberEdits.LineEnding(text);
        string indentation = MemberEdits.Indentation(text, type.GetFirstToken().SpanStart);
        string step = MemberEdits.IndentationStep(text);
        string member = string.Concat(lines.Select(line => $"{indentation}{step}{line}{end}"));
        if (!type.SemicolonToken.IsKind(SyntaxKind.None) && type.OpenBraceToken.IsKind(SyntaxKind.None))
        {
            string body = $"{end}{indentation}{{{end}{member}{indentation}}}";
            TextLine line = text.Lines.GetLineFromPosition(type.SemicolonToken.Span.End);

            // A comment after the semicolon stays in its line.
            return type.SemicolonToken.TrailingTrivia.FullSpan.End >= line.End
                ? [new TextChange(type.SemicolonToken.Span, ""), new TextChange(new TextSpan(line.End, 0), body)]
                : [new TextChange(type.SemicolonToken.Span, body)];
        }

        TextLine closing = text.Lines.GetLineFromPosition(type.CloseBraceToken.SpanStart);
        bool isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(closing.Start, type.CloseBraceToken.SpanStart)));
        return
        [
            isAlone
                ? new TextChange(new TextSpan(closing.Start, 0), (type.Members.Count > 0 ? end : "") + member)
                : new TextChange(new TextSpan(type.CloseBraceToken.SpanStart, 0), $"{end}{member}{indentation}"),
        ];
    }
}
