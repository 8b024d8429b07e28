using System.Collections.Immutable;
using System.Globalization;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Keeps the version that an edit would break in a separate file, and turns the edited record into the next event type beside it
/// (EVS30xx): services move from one to the other when they can. Never offered for more than one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StartNextVersionFix))]
public sealed class StartNextVersionFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [.. VersionRules.BreakingIds];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.Document.Project;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (diagnostic.Severity != DiagnosticSeverity.Error
                || !diagnostic.Properties.TryGetValue(ContractProperties.EventType, out string? eventType) || eventType is null
                || !diagnostic.Properties.TryGetValue(ContractProperties.LatestPath, out string? path)
                || await project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation)
            {
                continue;
            }

            AnalyzedEvent? @event = EventAnalysis.Of(compilation, project.AnalyzerOptions, context.CancellationToken).Events
                .FirstOrDefault(e => e.Declaration.EventType == eventType);
            NextEventType next = NextEventType.After(eventType);
            if (@event is not null
                && await StartAsync(project, @event, next, path, context.CancellationToken).ConfigureAwait(false) is { } changed
                && await Trial.RemovesAsync(project, changed, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        FormattableString.Invariant($"Freeze version {next.Version} and start '{next.EventType}'"),
                        _ => Task.FromResult(changed),
                        equivalenceKey: nameof(StartNextVersionFix)),
                    diagnostic);
            }
        }
    }

    private static async Task<Solution?> StartAsync(
        Project project, AnalyzedEvent @event, NextEventType next, string? path, CancellationToken cancellationToken)
    {
        if (project.GetDocument(@event.Tree) is not { } document
            || await TextAsync(project, path, cancellationToken).ConfigureAwait(false) is not { } schemaText
            || ParsedText<AvroSchema>.Of(schemaText, AvroSchema.Parse).Value is not AvroRecordSchema schema
            || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || root.FindNode(@event.EventType.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { Parent: not TypeDeclarationSyntax } type)
        {
            return null;
        }

        string? contractText = await TextAsync(project, ContractPath.Beside(path!), cancellationToken).ConfigureAwait(false);
        ContractFile? contract = contractText is null ? null : ContractFile.Parse(contractText).Value;
        string version = FormattableString.Invariant($"V{next.Version}");
        string? frozen = new FrozenVersion(
            schema,
            type.Identifier.ValueText,
            $"[{FrozenAttribute(attribute, contract)}]",
            ["System", "System.Collections.Generic", "EventSchemas"],
            @event.Declaration.Place.Namespace.Length == 0 ? version : $"{@event.Declaration.Place.Namespace}.{version}",
            FormattableString.Invariant($"Version {next.Version}"),
            contract?.Terms.PersonalData.ToArray() ?? []).Write();
        if (frozen is null)
        {
            return null;
        }

        SourceText source = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        string name = $"{type.Identifier.ValueText}.{version}.cs";
        string? folder = Path.GetDirectoryName(document.FilePath);
        Solution solution = document.WithText(source.WithChanges(Changes(attribute, @event.Declaration, next))).Project.Solution;
        return solution.AddDocument(
            DocumentId.CreateNewId(project.Id),
            name,
            SourceText.From(frozen.Replace("\n", MemberEdits.LineEnding(source))),
            document.Folders,
            filePath: string.IsNullOrEmpty(folder) ? name : Path.Combine(folder, name));
    }

    private static async Task<string?> TextAsync(Project project, string? path, CancellationToken cancellationToken) =>
        project.AdditionalDocuments.FirstOrDefault(file => file.FilePath == path) is { } document
            ? (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString()
            : null;

    // The event's attribute as it was, except for the key: the frozen records have their own names for its members.
    private static string FrozenAttribute(AttributeSyntax attribute, ContractFile? contract)
    {
        IEnumerable<string> arguments = (attribute.ArgumentList?.Arguments ?? []).Select(argument =>
            argument.NameEquals?.Name.Identifier.ValueText == "Key" && contract?.Terms.Key is { } key
                ? $"Key = \"{string.Join(".", key.Split('.').Select(WireNames.Member))}\""
                : argument.WithoutTrivia().ToString());
        return $"{attribute.Name}({string.Join(", ", arguments)})";
    }

    private static IEnumerable<TextChange> Changes(AttributeSyntax attribute, EventDeclaration declaration, NextEventType next)
    {
        string flag = next.FlagAfter(declaration.Attribute.FeatureFlag ?? declaration.Name.TrimStart('@') + "Event");
        bool hasFlag = declaration.Attribute.FeatureFlag is not null;
        foreach (AttributeArgumentSyntax argument in attribute.ArgumentList!.Arguments)
        {
            switch (argument.NameEquals?.Name.Identifier.ValueText)
            {
                case null:
                    yield return new TextChange(argument.Expression.Span, MemberEdits.Literal(next.EventType));
                    break;
                case "FeatureFlag":
                    yield return new TextChange(argument.Expression.Span, MemberEdits.Literal(flag));
                    break;
                case "StableBecause" when !hasFlag:
                    yield return new TextChange(argument.Span, $"FeatureFlag = {MemberEdits.Literal(flag)}");
                    break;
                default:
                    break;
            }
        }
    }
}

/// <summary>The successor of an event type: <c>org.acme.a.v2</c> after <c>org.acme.a.v1</c>.</summary>
/// <param name="EventType">The next event type.</param>
/// <param name="Version">The number of the version before it.</param>
sealed record NextEventType(string EventType, int Version)
{
    /// <summary>The event type after another one. One without a version counts as the first.</summary>
    public static NextEventType After(string eventType)
    {
        int end = eventType.LastIndexOf(".v", StringComparison.Ordinal);
        string number = end < 0 ? "" : eventType.Substring(end + 2);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version < int.MaxValue
            ? new NextEventType(eventType.Substring(0, end) + Suffix(version + 1), version)
            : new NextEventType(eventType + Suffix(2), 1);
    }

    /// <summary>The flag of the next event type: a new event has a flag of its own.</summary>
    public string FlagAfter(string flag)
    {
        string old = "V" + Version.ToString(CultureInfo.InvariantCulture);
        string stem = flag.EndsWith(old, StringComparison.Ordinal) ? flag.Substring(0, flag.Length - old.Length) : flag;
        return stem + "V" + (Version + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static string Suffix(int version) => ".v" + version.ToString(CultureInfo.InvariantCulture);
}
