using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Restores a removed member that other services still read, marked as obsolete (EVS3001). Its type is that of the version that the
/// diagnostic names.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RestoreMemberFix))]
public sealed class RestoreMemberFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MemberRemoved];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override async Task<MemberEdit?> EditAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (context.Member is not TypeDeclarationSyntax type
            || context.Property(ContractProperties.RemovedMember) is not { } removed
            || await OldFieldAsync(context, removed, cancellationToken).ConfigureAwait(false) is not { } field
            || await context.Document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return null;
        }

        Dictionary<string, string> names = TypeNames(compilation, context.Document.Project.AnalyzerOptions, cancellationToken);
        if (new WireTypes(named => names.TryGetValue(named.Name, out string? name) ? name : null).Of(field.Schema) is not { } wire)
        {
            return null;
        }

        string member = WireNames.Member(removed);
        string[] attributes =
        [
            .. new[]
            {
                "Obsolete(\"Kept for services that still read it.\")",
                wire.Attribute,
                WireNames.Pin(member, removed),
                WireNames.Default(field),
            }.Where(attribute => attribute.Length > 0),
        ];
        string initial = wire.IsValue || wire.Name.EndsWith("?", StringComparison.Ordinal) ? "" : Initial(field.Schema);
        string required = initial.Length == 0 && !wire.IsValue ? "required " : "";
        string[] lines = [$"[{string.Join(", ", attributes)}]", $"public {required}{wire.Name} {member} {{ get; init; }}{initial}"];
        return new MemberEdit($"Restore '{member}' as obsolete", Insert(context.Text, type, lines));
    }

    private static async Task<AvroField?> OldFieldAsync(MemberFixContext context, string removed, CancellationToken cancellationToken)
    {
        IReadOnlyList<Location> places = context.Diagnostic.AdditionalLocations;
        string? path = places.Count == 0 ? null : places[0].GetLineSpan().Path;
        TextDocument? file = context.Document.Project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path);
        SourceText? text = file is null ? null : await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        if (text is null || ParsedText<AvroSchema>.Of(text.ToString(), AvroSchema.Parse).Value is not { } schema)
        {
            return null;
        }

        string? record = context.Property(ContractProperties.Record);
        return SchemaRecords.Within(schema)
            .Where(one => one.Name == record)
            .SelectMany(one => one.Fields)
            .FirstOrDefault(field => field.Name == removed);
    }

    // The C# names of records and enums by their names in schemas.
    private static Dictionary<string, string> TypeNames(
        Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        IEnumerable<AnalyzedEvent> events = EventAnalysis.Of(compilation, options, cancellationToken).Events;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (EventDeclaration declaration in events.Select(e => e.Declaration))
        {
            foreach (RecordDeclaration record in declaration.Records)
            {
                names[declaration.SchemaNameOf(record)] = record.FullName;
                foreach (EnumDeclaration @enum in record.Enums)
                {
                    names[@enum.SchemaName] = @enum.FullName;
                }
            }
        }

        return names;
    }

    // The value that is sent by code that no longer sets the member.
    private static string Initial(AvroSchema schema) => schema.Kind switch
    {
        AvroSchemaKind.String => " = \"\";",
        AvroSchemaKind.Bytes or AvroSchemaKind.Array => " = [];",
        _ => "",
    };

    // After the other members of the body; a record without a body gets one.
    private static TextChange Insert(SourceText text, TypeDeclarationSyntax type, string[] lines)
    {
        string end = MemberEdits.LineEnding(text);
        string indentation = MemberEdits.Indentation(text, type.GetFirstToken().SpanStart);
        string member = string.Concat(lines.Select(line => $"{indentation}    {line}{end}"));
        if (!type.SemicolonToken.IsKind(SyntaxKind.None) && type.OpenBraceToken.IsKind(SyntaxKind.None))
        {
            return new TextChange(type.SemicolonToken.Span, $"{end}{indentation}{{{end}{member}{indentation}}}");
        }

        TextLine closing = text.Lines.GetLineFromPosition(type.CloseBraceToken.SpanStart);
        bool isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(closing.Start, type.CloseBraceToken.SpanStart)));
        return isAlone
            ? new TextChange(new TextSpan(closing.Start, 0), (type.Members.Count > 0 ? end : "") + member)
            : new TextChange(new TextSpan(type.CloseBraceToken.SpanStart, 0), $"{end}{member}{indentation}");
    }
}
