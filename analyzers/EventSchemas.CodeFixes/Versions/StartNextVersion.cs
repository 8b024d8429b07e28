using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Keeps the versions that an edit would break in separate files, and turns the edited records into the next event types beside them
/// (EVS30xx): services move from one to the other when they can.
/// </summary>
static class StartNextVersion
{
    public static MemberEditor Editor { get; } = new("StartNextVersion", [.. VersionRules.BreakingIds], EditAsync);

    private static async Task<FixEdit?> EditAsync(EditedMember edited, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string EventType, string? LatestPath)> broken = edited.Diagnostic.Properties.BrokenEvents();
        IReadOnlyList<AnalyzedEvent> events = broken.Count == 0 ? [] : await edited.Trial.EventsAsync().ConfigureAwait(false);
        var parts = new List<(FileEdit Edit, NewFile Added)>();
        var frozen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string eventType, string? path) in broken)
        {
            if (events.FirstOrDefault(e => e.Declaration.EventType == eventType) is not { } @event
                || await StartAsync(edited, @event, path, frozen, cancellationToken).ConfigureAwait(false) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }

        if (parts.Count == 0)
        {
            return null;
        }

        int next = NextEventType.After(broken[0].EventType).Version + 1;
        string title = broken.Count == 1
            ? FormattableString.Invariant($"Freeze '{broken[0].EventType}' and start v{next}")
            : FormattableString.Invariant($"Freeze {broken.Count} events and start their next versions");
        FileEdit[] files =
        [
            .. parts.GroupBy(part => part.Edit.Document.Id).Select(group => group.First().Edit with
            {
                Changes = [.. group.SelectMany(part => part.Edit.Changes)],
            }),
        ];
        return new FixEdit(title, files) { Added = [.. parts.Select(part => part.Added)] };
    }

    private static async Task<(FileEdit Edit, NewFile Added)?> StartAsync(
        EditedMember edited, AnalyzedEvent @event, string? path, HashSet<string> frozen, CancellationToken cancellationToken)
    {
        Project project = edited.Document.Project;
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
        NextEventType next = NextEventType.After(@event.Declaration.EventType);
        string version = FormattableString.Invariant($"V{next.Version}");
        var file = new FrozenVersion(
            schema,
            type.Identifier.ValueText,
            $"[{FrozenAttribute(attribute, contract, @event.Declaration.Conventions, schema)}]",
            ["System", "System.Collections.Generic", "EventSchemas"],
            @event.Declaration.Conventions,
            FormattableString.Invariant($"Version {next.Version}"),
            contract?.Terms.PersonalData.ToArray() ?? []);
        string[] namespaces = [version, type.Identifier.ValueText + version];
        string? free = namespaces
            .Select(name => @event.Declaration.Place.Namespace is { Length: > 0 } around ? $"{around}.{name}" : name)
            .FirstOrDefault(name => file.TypeNames().All(one =>
                !frozen.Contains($"{name}.{one}") && edited.Trial.Compilation.GetTypeByMetadataName($"{name}.{one}") is null));
        if (free is null || file.Write(free) is not { } code)
        {
            return null;
        }

        frozen.UnionWith(file.TypeNames().Select(name => $"{free}.{name}"));
        SourceText source = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return (
            new FileEdit(document, @event.Tree, source, Changes(attribute, @event.Declaration, next)),
            new NewFile(document, $"{type.Identifier.ValueText}.{version}.cs", code.Replace("\n", MemberEdits.LineEnding(source))));
    }

    private static async Task<string?> TextAsync(Project project, string? path, CancellationToken cancellationToken) =>
        project.AdditionalDocuments.FirstOrDefault(file => file.FilePath == path) is { } document
            ? (await document.GetTextAsync(cancellationToken).ConfigureAwait(false)).ToString()
            : null;

    // The event's attribute as it was, except for the key, because the frozen records have their own names for its members, and for the
    // namespace of the schema, because they are in another namespace of C#.
    private static string FrozenAttribute(
        AttributeSyntax attribute, ContractFile? contract, EventConventions conventions, AvroRecordSchema schema)
    {
        IEnumerable<string> arguments = (attribute.ArgumentList?.Arguments ?? []).Select(argument =>
            argument.NameEquals?.Name.Identifier.ValueText == "Key" && contract?.Terms.Key is { } key
                ? $"Key = \"{string.Join(".", key.Split('.').Select(WireNames.Member))}\""
                : argument.WithoutTrivia().ToString());
        bool isMoved = !conventions.NamespaceIsEventType && EventArguments.Find(attribute, "Namespace") is null;
        arguments = isMoved ? arguments.Append($"Namespace = {MemberEdits.Literal(schema.Namespace ?? "")}") : arguments;
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
                case null when declaration.Attribute.Version is null:
                    yield return new TextChange(argument.Expression.Span, MemberEdits.Literal(next.EventType));
                    break;
                case EventAttribute.VersionArgument:
                    yield return new TextChange(argument.Expression.Span, FormattableString.Invariant($"{next.Version + 1}"));
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
