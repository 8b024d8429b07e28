using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// Bounds the types that are read. A type's size bounds its depth, so that reading it can't overflow the stack, and ends the reading of a
/// generic record whose members use it with ever larger arguments.
/// </summary>
static class TypeSize
{
    private const int Max = 64;

    /// <summary>Why a type is too large to be read; null where it isn't.</summary>
    public static string? Problem(ITypeSymbol type)
    {
        if (!HasParts(type) || (type is INamedTypeSymbol { ContainingType: null } generic && !generic.TypeArguments.Any(HasParts)))
        {
            return null;
        }

        var open = new Stack<ITypeSymbol>([type]);
        for (int size = 0; open.Count > 0; size++)
        {
            if (size == Max)
            {
                return $"its type is made of more than {Max} types within each other: give a part of it a record of its own";
            }

            ITypeSymbol part = open.Pop();
            if (part is IArrayTypeSymbol array)
            {
                open.Push(array.ElementType);
            }

            for (INamedTypeSymbol? named = part as INamedTypeSymbol; named is not null; named = named.ContainingType)
            {
                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    open.Push(argument);
                }
            }
        }

        return null;
    }

    private static bool HasParts(ITypeSymbol type) => type is IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true };
}
