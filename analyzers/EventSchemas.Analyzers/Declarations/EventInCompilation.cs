using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>An event of the compilation, and how its declaration reads.</summary>
sealed record EventInCompilation(INamedTypeSymbol Symbol, AttributeData Attribute, DeclarationReading Reading);
