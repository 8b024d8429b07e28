using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Something that is wrong with a declaration, for the analyzers to report; it never enters a cached model.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Symbol">The member or type that it is about.</param>
/// <param name="Message">What is wrong and what to do, as the end of a sentence.</param>
sealed record DeclarationProblem(DeclarationProblemKind Kind, ISymbol Symbol, string Message);
