using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// Reads an event for the rules: its declaration, by the reader that it shares with the generator, and where each part is.
/// </summary>
sealed class EventReader(EventStages stages)
{
    /// <summary>Reads an event. A fault is its only finding, which the generator reports where it reads the event as well.</summary>
    /// <param name="type">The event's record.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="naming">The settings of names and documentation in its schema; null where its conventions leave nothing open.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public AnalyzedEvent ReadOrFail(
        INamedTypeSymbol type, AttributeData attribute, NamingSettings? naming, CancellationToken cancellationToken)
    {
        bool isReadByGenerator = EventShape.Problem(type, cancellationToken) is null;
        try
        {
            DeclarationReading reading = stages.Read(type, attribute, cancellationToken);
            EventDeclaration declared = naming?.ApplyTo(reading.Declaration) ?? reading.Declaration;
            CompletedDeclaration completed = stages.Complete(DocReader.AddTo(declared, reading, cancellationToken));
            isReadByGenerator = false;
            return Read(type, attribute, reading, completed, cancellationToken) with { Naming = naming };
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            return Failed(type, attribute, isReadByGenerator ? [] : [OwnedDiagnostic.Fault(Place.Of(type), e)]) with { Naming = naming };
        }
    }

    private static AnalyzedEvent Read(
        INamedTypeSymbol type,
        AttributeData attribute,
        DeclarationReading reading,
        CompletedDeclaration completed,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<DeclarationProblem> problems =
            [.. reading.Problems, .. completed.Problems.Select(problem => At(problem, type, reading))];
        var places = new EventPlaces(type, attribute, cancellationToken);
        IReadOnlyCollection<ITypeSymbol> types = ReadTypes.Of(type, reading);
        return new AnalyzedEvent
        {
            Declaration = completed.Declaration,
            MetadataName = type.ToMetadataName(),
            Place = Place.Of(type),
            Records = [.. reading.Records.Select(record => places.Of(record.Symbol))],
            Members = [.. reading.Records.Select(record => (IReadOnlyList<Place>)[.. record.Members.Select(places.Of)])],
            Parts = PartReader.Of(type, types, cancellationToken),
            Justifications = [.. reading.JustificationAttributes.Select(places.OfAttribute)],
            EventType = places.OfArgument(null),
            Topic = places.OfArgument(nameof(EventAttribute.Topic)),
            Key = places.OfArgument(EventPlaces.KeyArgument),
            Compatibility = places.OfArgument(nameof(EventAttribute.Compatibility)),
            Role = places.OfArgument(EventAttribute.Role),
            Transports = places.OfArgument(EventAttribute.TransportsArgument),
            Findings = [.. DeclarationFindings.OfReading(type, reading, completed.Declaration, problems, places, cancellationToken)],
            Types = [.. DeclaredType.Of(type, types)],
            Tree = AnalyzedEvent.TreeOf(type, attribute),
            Trees = ReadTypes.TreesOf(types),
        };
    }

    // It keeps its event type, so that its contract files aren't taken for those of an event that is gone.
    private static AnalyzedEvent Failed(INamedTypeSymbol type, AttributeData attribute, IReadOnlyList<OwnedDiagnostic> findings)
    {
        Place place = Place.Of(type);
        return new AnalyzedEvent
        {
            Declaration = new EventDeclaration
            {
                Attribute = AttributeReader.Event(attribute),
                Place = TypeParts.PlaceOf(type),
                Name = type.Name,
                FullName = type.Name,
                Keyword = "record",
                IsPublic = false,
                IsRepresentable = false,
                Records = default,
            },
            MetadataName = type.ToMetadataName(),
            Place = place,
            Records = [],
            Members = [],
            Parts = new Dictionary<string, PartPlaces>(),
            Justifications = [],
            EventType = place,
            Topic = place,
            Key = place,
            Compatibility = place,
            Role = place,
            Transports = place,
            Findings = findings,
            Types = [],
            Tree = AnalyzedEvent.TreeOf(type, attribute),
            Trees = [.. type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree)],
        };
    }

    private static DeclarationProblem At(CompletionProblem problem, INamedTypeSymbol type, DeclarationReading reading) =>
        new(problem.Kind, problem.Member is { } member ? reading.Records[problem.Record].Members[member] : type, problem.Message);
}
