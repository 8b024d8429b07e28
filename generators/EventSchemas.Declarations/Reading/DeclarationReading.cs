using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>A declaration, and what it was read from: for the analyzers, who report at symbols.</summary>
/// <param name="Declaration">The declaration, before <see cref="DeclarationCompletion"/>.</param>
/// <param name="Records">The records with their symbols, in the order of <see cref="EventDeclaration.Records"/>.</param>
/// <param name="Problems">What is wrong, in the order in which it was found.</param>
sealed record DeclarationReading(
    EventDeclaration Declaration, IReadOnlyList<RecordReading> Records, IReadOnlyList<DeclarationProblem> Problems)
{
    /// <summary>The attributes of the declaration's justifications, in the same order.</summary>
    public IEnumerable<AttributeData> JustificationAttributes =>
        Records.SelectMany(record => record.Justifications).Select(item => item.Justification.Attribute);
}
