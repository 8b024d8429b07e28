using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// The stages from an event's symbol to its schema, as the generator and the analyzers call them. Tests put a stage that fails in the
/// place of one.
/// </summary>
sealed record EventStages
{
    /// <summary>The stages of the product.</summary>
    public static EventStages Default { get; } = new();

    /// <summary>Reads a declaration from its symbol.</summary>
    public Func<INamedTypeSymbol, AttributeData, CancellationToken, DeclarationReading> Read { get; init; } = DeclarationReader.Read;

    /// <summary>Completes a declaration.</summary>
    public Func<EventDeclaration, CompletedDeclaration> Complete { get; init; } = DeclarationCompletion.Complete;

    /// <summary>Builds the schema of a complete declaration.</summary>
    public Func<EventDeclaration, EventSchema> BuildSchema { get; init; } = EventSchema.Of;
}
