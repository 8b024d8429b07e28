using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Puts a member back that others still read, marked as obsolete (EVS3001). It says what it said in the version that the diagnostic names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RestoreMemberFix))]
public sealed class RestoreMemberFix : MemberFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MemberRemoved];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    private protected override async Task<IReadOnlyList<(string Title, IReadOnlyList<TextChange> Changes)>> EditsAsync(MemberFixContext context, CancellationToken cancellationToken)
    {
        if (context.Member is not TypeDeclarationSyntax type
            || context.Property(ContractProperties.GoneMember) is not { } gone
            || await OldFieldAsync(context, gone, cancellationToken).ConfigureAwait(false) is not { } field
            || await context.Document.Project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return [];
        }

        var names = RecordNames(compilation, context.Document.Project.AnalyzerOptions, cancellationToken);
        if (new WireTypes(named => names.TryGetValue(named.Name, out string? name) ? name : null).Of(field.Schema) is not { } wire)
        {
            return [];
        }

        string member = WireNames.Member(gone);
        string[] attributes = [.. new[] { "Obsolete(\"Kept for services that still read it.\")", wire.Attribute, WireNames.Pin(member, gone), DefaultOf(field) }.Where(part => part.Length > 0)];
        string initial = wire.IsValue || wire.Name.EndsWith("?", StringComparison.Ordinal) ? "" : Initial(field.Schema);
        string required = initial.Length == 0 && !wire.IsValue ? "required " : "";
        string[] lines = [$"[{string.Join(", ", attributes)}]", $"public {required}{wire.Name} {member} {{ get; init; }}{initial}"];
        return [($"Restore '{member}' as obsolete", [Insert(context.Text, type, lines)])];
    }

    private static async Task<AvroField?> OldFieldAsync(MemberFixContext context, string gone, CancellationToken cancellationToken)
    {
        string? path = context.Diagnostic.AdditionalLocations.Count == 0 ? null : context.Diagnostic.AdditionalLocations[0].GetLineSpan().Path;
        TextDocument? file = context.Document.Project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == path);
        SourceText? text = file is null ? null : await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return text is not null && Baseline.Parse(text.ToString()).Schema is { } schema
            ? SchemaRecords.Within(schema).Where(record => record.Name == context.Property(ContractProperties.Record)).SelectMany(record => record.Fields).FirstOrDefault(one => one.Name == gone)
            : null;
    }

    private static Dictionary<string, string> RecordNames(Compilation compilation, Microsoft.CodeAnalysis.Diagnostics.AnalyzerOptions options, CancellationToken cancellationToken)
    {
        EventDeclaration[] events = [.. EventAnalysis.Of(compilation, options, cancellationToken).Events.Select(e => e.Declaration)];
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (EventDeclaration declaration in events)
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

    private static string DefaultOf(AvroField field) => field.Default is { } value && value.Kind != AvroJsonKind.Null ? $"AvroDefault(Json = {MemberEdits.Literal(value.ToString())})" : "";

    // What code that no longer sets the member sends.
    private static string Initial(AvroSchema schema) => schema.Kind switch
    {
        AvroSchemaKind.String => " = \"\";",
        AvroSchemaKind.Bytes or AvroSchemaKind.Array => " = [];",
        _ => "",
    };

    // Behind the other members of the body; a record without a body gets one.
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
