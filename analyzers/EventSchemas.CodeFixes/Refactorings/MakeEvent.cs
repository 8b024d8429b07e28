using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.CodeFixes;

/// <summary>Makes a record an event: with an event type and topic in the style of the project's other events, and a feature flag.</summary>
static class MakeEvent
{
    private const int OrganizationParts = 2;

    /// <summary>With [OpenEdxEvent].</summary>
    public static FixEdit? OpenEdxAt(RefactoringPlace place, CancellationToken cancellationToken) =>
        At(place, EventConventions.OpenEdx, "org", cancellationToken);

    /// <summary>With [AvroEvent].</summary>
    public static FixEdit? AvroAt(RefactoringPlace place, CancellationToken cancellationToken) =>
        At(place, EventConventions.CloudEvents, "com", cancellationToken);

    private static FixEdit? At(
        RefactoringPlace place, EventConventions conventions, string defaultDomain, CancellationToken cancellationToken)
    {
        if (place.Node is not RecordDeclarationSyntax record || place.Type.IsAbstract || AttributeReader.FindEvent(place.Type) is not null)
        {
            return null;
        }

        TypeDeclarationSyntax[] notPartial = MemberEdits.NotPartial(record);
        if (notPartial.Length == 0
            ? EventShape.Problem(place.Type, cancellationToken) is not null
            : place.Type is not { IsRecord: true, TypeKind: TypeKind.Class, DeclaringSyntaxReferences.Length: 1 }
                || !EventShape.CanHaveStubs(place.Type))
        {
            return null;
        }

        string[] words = SnakeCase.From(place.Type.Name).Split(['_'], StringSplitOptions.RemoveEmptyEntries);
        AnalyzedEvent[] neighbours = NeighboursOf(place, conventions);
        string eventType = EventTypeOf(words, place, neighbours, defaultDomain);
        string flag = AddFeatureFlagFix.FlagOf(place.Type.Name);
        var names = new ImportedNames(place.Model, place.Text, record.SpanStart);
        string attribute = $"{names.Attribute(conventions.Attribute)}({MemberEdits.Literal(eventType)}, "
            + $"Topic = {MemberEdits.Literal(TopicOf(words, neighbours))}, FeatureFlag = {MemberEdits.Literal(flag)})";
        IEnumerable<TextChange> partial = notPartial.Select(type => new TextChange(new TextSpan(type.Keyword.SpanStart, 0), "partial "));
        TextChange[] changes = [MemberEdits.AddAttribute(place.Text, record, attribute), .. partial, .. names.Imports()];
        return new FixEdit(
            $"Make '{place.Type.Name}' the event '{eventType}' with [{conventions.Attribute}]", place.Change(Merge(changes)))
        {
            Flag = flag,
        };
    }

    // org.acme.order.placed.v1: the organization of the other events, the words of the record, and a version that is free.
    private static string EventTypeOf(string[] words, RefactoringPlace place, AnalyzedEvent[] neighbours, string defaultDomain)
    {
        string[]? known = neighbours
            .Select(e => e.Declaration.EventType.Split('.'))
            .FirstOrDefault(parts => parts.Length > OrganizationParts);
        string[] organization = known is not null ? [.. known.Take(OrganizationParts)] : [defaultDomain, .. OwnNameOf(place)];
        string name = string.Join(".", organization.Concat(words));
        var taken = new HashSet<string>(place.Events.Select(e => e.Declaration.EventType), StringComparer.Ordinal);
        int version = 1;
        while (taken.Contains($"{name}.v{version}"))
        {
            version++;
        }

        return $"{name}.v{version}";
    }

    // The topic of the neighbours where they share one; else what the event is about, without what happened to it.
    private static string TopicOf(string[] words, AnalyzedEvent[] neighbours)
    {
        string?[] shared = [.. neighbours.Select(e => e.Declaration.Attribute.Topic).Distinct()];
        return shared.Length == 1 && shared[0] is { } topic
            ? topic
            : string.Join("-", words.Length > 1 ? words.Take(words.Length - 1) : words);
    }

    // The events of the same kind, those of the same namespace where there are some.
    private static AnalyzedEvent[] NeighboursOf(RefactoringPlace place, EventConventions conventions)
    {
        string around = place.Type.ContainingNamespace.ToDisplayString();
        AnalyzedEvent[] alike = [.. place.Events.Where(e => e.Declaration.Conventions.Attribute == conventions.Attribute)];
        AnalyzedEvent[] near = [.. alike.Where(e => e.MetadataName.StartsWith(around + ".", StringComparison.Ordinal))];
        return near.Length > 0 ? near : alike;
    }

    private static string[] OwnNameOf(RefactoringPlace place)
    {
        string name = place.Type.ContainingNamespace is { IsGlobalNamespace: false } @namespace
            ? @namespace.ToDisplayString()
            : place.Model.Compilation.AssemblyName ?? "";
        string first = new([.. name.Split('.')[0].Where(char.IsLetterOrDigit)]);
        return first.Length == 0 ? ["example"] : [first.ToLowerInvariant()];
    }

    // The attribute and the modifier of a record without modifiers are inserted at one place.
    private static IEnumerable<TextChange> Merge(IEnumerable<TextChange> changes) => changes
        .GroupBy(change => change.Span)
        .Select(group => new TextChange(group.Key, string.Concat(group.Select(change => change.NewText))));
}
