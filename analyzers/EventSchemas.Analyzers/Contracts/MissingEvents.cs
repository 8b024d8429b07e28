using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// Finds events that no record declares any more: shipped ones (EVS2009) at the record that declared them, or in their files where it has
/// gone, and others (EVS2004) in their files and, in an editor, at the nearest declaration.
/// </summary>
sealed class MissingEvents
{
    private readonly Dictionary<string, (MissingEvent Event, OwnedDiagnostic? Finding)> _byType;
    private readonly IReadOnlyList<OwnedDiagnostic> _orphaned;

    private MissingEvents(
        Dictionary<string, (MissingEvent Event, OwnedDiagnostic? Finding)> byType, IReadOnlyList<OwnedDiagnostic> orphaned)
    {
        _byType = byType;
        _orphaned = orphaned;
    }

    /// <summary>Whether nobody can say which events are missing, because the text of one may be unfinished.</summary>
    public bool AreUnknown { get; private init; }

    /// <summary>The findings in source files.</summary>
    public IEnumerable<OwnedDiagnostic> Findings =>
        _byType.Values.Select(item => item.Finding).OfType<OwnedDiagnostic>().Concat(_orphaned);

    public static MissingEvents Of(
        Compilation compilation,
        IReadOnlyList<CheckedEvent> events,
        ContractFiles files,
        ContractTexts texts,
        bool isDesignTime,
        CancellationToken cancellationToken)
    {
        var orphaned = new List<OwnedDiagnostic>();
        var found = new Dictionary<string, (MissingEvent Event, OwnedDiagnostic? Finding)>(StringComparer.Ordinal);
        var declaredTypes = new HashSet<string>(events.Select(e => e.EventType), StringComparer.Ordinal);
        string[] undeclared = [.. files.EventTypes.Where(type => !declaredTypes.Contains(type))];
        if (undeclared.Length > 0 && HasSyntaxErrors(compilation, cancellationToken))
        {
            return new MissingEvents(found, orphaned) { AreUnknown = true };
        }

        DeclaredEvent[] declared = undeclared.Length == 0
            ? []
            :
            [
                .. events.Select(e => new DeclaredEvent(
                    e.EventType, e.Event.MetadataName, e.Verdict?.Candidate.Schema, WasReleased: !e.Files.Shipped.IsEmpty)),
            ];
        foreach (string eventType in undeclared)
        {
            EventContractFiles own = files.Of(eventType);
            if (texts.HistoryOf(own, cancellationToken) is not { } history)
            {
                continue;
            }

            if (MissingEvent.Of(eventType, history, declared) is { } missing)
            {
                found.Add(eventType, (missing, Locate(missing, own, events, compilation)));
            }
            else if (isDesignTime && MissingEvent.Orphaned(eventType, history, declared) is { } orphan)
            {
                orphaned.AddRange(LocateOrphan(orphan, own, events, compilation));
            }
        }

        return new MissingEvents(found, orphaned);
    }

    /// <summary>Whether an event is missing.</summary>
    public bool Contains(string eventType) => _byType.ContainsKey(eventType);

    /// <summary>The missing event that is to be reported in its file; null where the source has a place for it.</summary>
    public MissingEvent? InFile(string eventType) =>
        _byType.TryGetValue(eventType, out (MissingEvent Event, OwnedDiagnostic? Finding) item) && item.Finding is null ? item.Event : null;

    private static bool HasSyntaxErrors(Compilation compilation, CancellationToken cancellationToken) => compilation.SyntaxTrees
        .SelectMany(tree => tree.GetDiagnostics(cancellationToken))
        .Any(one => one.DefaultSeverity == DiagnosticSeverity.Error);

    private static OwnedDiagnostic? Locate(
        MissingEvent missing, EventContractFiles files, IReadOnlyList<CheckedEvent> events, Compilation compilation) =>
        PlaceOf(missing, events, compilation) is ({ } place, var formerRecord, { } properties)
            ? new OwnedDiagnostic(place.Owner, Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.EventMissing),
                place.Location,
                [StartOfFilesOf(files)],
                properties,
                missing.Arguments(formerRecord)))
            : null;

    private static Location StartOfFilesOf(EventContractFiles files) =>
        ContractTexts.StartOf(files.Schema ?? files.Shipped.Values.Last());

    // Nothing where the project has no event left.
    private static IEnumerable<OwnedDiagnostic> LocateOrphan(
        MissingEvent orphan, EventContractFiles files, IReadOnlyList<CheckedEvent> events, Compilation compilation)
    {
        (Place? place, _, ImmutableDictionary<string, string?> properties) = PlaceOf(orphan, events, compilation);
        place ??= events
            .OrderByDescending(e => CommonStart(e.EventType, orphan.EventType))
            .FirstOrDefault()?.Event.Place;
        if (place is not null)
        {
            yield return new OwnedDiagnostic(place.Owner, Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.ContractOrphaned),
                place.Location,
                [StartOfFilesOf(files)],
                properties,
                orphan.EventType));
        }
    }

    private static int CommonStart(string one, string other) => one.Zip(other, (a, b) => a == b).TakeWhile(isSame => isSame).Count();

    // Where the source has what is left of an event, with what a fix needs to put it back; no place where nothing is left.
    private static (Place? Place, string? FormerRecord, ImmutableDictionary<string, string?> Properties) PlaceOf(
        MissingEvent missing, IReadOnlyList<CheckedEvent> events, Compilation compilation)
    {
        ImmutableDictionary<string, string?> properties =
            ImmutableDictionary<string, string?>.Empty.Add(ContractProperties.MissingEventType, missing.EventType);
        if (missing.Successor is { } successor)
        {
            return (events.First(e => e.EventType == successor.EventType).Event.EventType, null, properties);
        }

        return missing.Record is { } record
            && compilation.Assembly.GetTypeByMetadataName(record) is { } type
            && type.Place() is { IsInSource: true }
                ? (Place.Of(type), type.Name, properties.Add(ContractProperties.Attribute, AttributeOf(missing, type)))
                : (null, null, ImmutableDictionary<string, string?>.Empty);
    }

    // The attribute that the record had, as far as the contract says it.
    private static string AttributeOf(MissingEvent missing, INamedTypeSymbol type)
    {
        ContractTerms terms = missing.Version.Contract!.Terms;
        string topic = terms.Topic is null ? "" : $", Topic = {TypeNames.Literal(terms.Topic)}";
        EventConventions[] conventions = ConventionsOf(missing.Attribute);
        string key = terms.Key is { } path && KeyPathOf(type, path, conventions) is { } members
            ? $", Key = {TypeNames.Literal(members)}"
            : "";
        string role = terms.IsMirror ? $", {EventAttribute.Role} = EventRole.Mirror" : "";
        return $"{missing.Attribute}({TypeNames.Literal(missing.EventType)}{topic}{key}{role})";
    }

    // Where the naming can be chosen, the contract doesn't say which one was.
    private static EventConventions[] ConventionsOf(string attribute)
    {
        EventConventions conventions = EventConventions.OfAttribute(attribute + "Attribute") ?? EventConventions.OpenEdx;
        return
        [
            .. new[] { FieldNaming.AsWritten, FieldNaming.SnakeCase, FieldNaming.CamelCase }.Select(conventions.With).Distinct(),
        ];
    }

    // The members of a path of fields; null where a field has another name than its member.
    private static string? KeyPathOf(ITypeSymbol type, string path, EventConventions[] conventions)
    {
        var members = new List<string>();
        foreach (string field in path.Split('.'))
        {
            if (type.GetMembers().OfType<IPropertySymbol>()
                .FirstOrDefault(one => conventions.Any(naming => naming.FieldName(one.Name) == field)) is not { } member)
            {
                return null;
            }

            members.Add(member.Name);
            type = member.Type;
        }

        return string.Join(".", members);
    }
}
