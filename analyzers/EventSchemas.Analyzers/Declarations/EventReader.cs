using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// Reads an event for the rules: its declaration, by the reader that it shares with the generator, and where each part is.
/// </summary>
static class EventReader
{
    public static AnalyzedEvent Read(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
    {
        DeclarationReading reading = DeclarationReader.Read(type, attribute, cancellationToken);
        CompletedDeclaration completed = DeclarationCompletion.Complete(reading.Declaration);
        IReadOnlyList<DeclarationProblem> problems =
            [.. reading.Problems, .. completed.Problems.Select(problem => At(problem, type, reading))];
        var places = new EventPlaces(type, attribute, cancellationToken);
        return new AnalyzedEvent
        {
            Declaration = completed.Declaration,
            MetadataName = EventCache.MetadataNameOf(type),
            Place = Place.Of(type),
            Records = [.. reading.Records.Select(record => places.Of(record.Symbol))],
            Members = [.. reading.Records.Select(record => (IReadOnlyList<Place>)[.. record.Members.Select(places.Of)])],
            Justifications = [.. reading.JustificationAttributes.Select(places.OfAttribute)],
            EventType = places.OfArgument(null),
            Topic = places.OfArgument(nameof(EventAttribute.Topic)),
            Key = places.OfArgument(EventPlaces.KeyArgument),
            Compatibility = places.OfArgument(nameof(EventAttribute.Compatibility)),
            Findings = [.. DeclarationFindings.OfReading(type, reading, completed.Declaration, problems, places, cancellationToken)],
            ConditionalMembers = [.. ConditionalMembers.Of(type, reading, cancellationToken)],
            Tree = attribute.ApplicationSyntaxReference?.SyntaxTree ?? type.DeclaringSyntaxReferences[0].SyntaxTree,
            Trees = ReadTrees.Of(type, reading),
        };
    }

    private static DeclarationProblem At(CompletionProblem problem, INamedTypeSymbol type, DeclarationReading reading) =>
        new(problem.Kind, problem.Member is { } member ? reading.Records[problem.Record].Members[member] : type, problem.Message);
}
