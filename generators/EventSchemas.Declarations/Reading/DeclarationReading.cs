using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>A declaration, and what it was read from: for the analyzers, who report at symbols.</summary>
/// <param name="Declaration">The declaration.</param>
/// <param name="RecordSymbols">The records' symbols in the order of <see cref="EventDeclaration.Records"/>.</param>
/// <param name="MemberSymbols">The members' symbols, record by record in the same order.</param>
/// <param name="Problems">What is wrong, in the order in which it was met.</param>
/// <param name="JustificationAttributes">The attributes of the declaration's justifications, in the same order.</param>
sealed record DeclarationReading(
    EventDeclaration Declaration,
    IReadOnlyList<INamedTypeSymbol> RecordSymbols,
    IReadOnlyList<IReadOnlyList<IPropertySymbol>> MemberSymbols,
    IReadOnlyList<DeclarationProblem> Problems,
    IReadOnlyList<AttributeData> JustificationAttributes);
