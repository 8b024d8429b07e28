using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Reads an event for the rules: its declaration by the reading that the generator has too, and where each part stands.</summary>
static class EventReader
{
    public static AnalyzedEvent Read(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
    {
        DeclarationReading reading = DeclarationReader.Read(type, attribute, cancellationToken);
        var places = new EventPlaces(type, attribute, cancellationToken);
        return new AnalyzedEvent
        {
            Declaration = reading.Declaration,
            MetadataName = EventCache.MetadataNameOf(type),
            Place = Place.Of(type),
            Records = [.. reading.RecordSymbols.Select(places.Of)],
            Members = [.. reading.MemberSymbols.Select(members => (IReadOnlyList<Place>)[.. members.Select(places.Of)])],
            Justifications = [.. reading.JustificationAttributes.Select(places.OfAttribute)],
            EventType = places.OfArgument(null),
            Topic = places.OfArgument(nameof(EventDeclaration.Topic)),
            Key = places.OfArgument(nameof(EventDeclaration.Key)),
            Findings = [.. DeclarationFindings.OfReading(type, reading, places, cancellationToken)],
            Tree = attribute.ApplicationSyntaxReference?.SyntaxTree ?? type.DeclaringSyntaxReferences[0].SyntaxTree,
            Trees = ReadTrees.Of(type, reading),
        };
    }
}
