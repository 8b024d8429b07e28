using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Finds names of an event's stubs that the project's own code has taken.</summary>
static class TakenNames
{
    private const string Generator = "EventSchemas.Generators";
    private const string Next = "2";

    /// <summary>The taken names.</summary>
    /// <param name="event">The event.</param>
    /// <param name="place">Where it is declared.</param>
    public static EquatableArray<string> Of(INamedTypeSymbol @event, TypePlace place)
    {
        INamespaceOrTypeSymbol around = (INamespaceOrTypeSymbol?)@event.ContainingType ?? @event.ContainingNamespace;
        List<string>? taken = null;
        Add(around, GeneratedNames.ProducerInterface(@event.Name), ref taken);
        string extensions = GeneratedNames.Extensions(place, @event.Name);
        while (Add(@event.ContainingNamespace, extensions, ref taken))
        {
            extensions += Next;
        }

        return taken is null ? default : taken.ToEquatableArray();
    }

    /// <summary>A name that isn't taken.</summary>
    /// <param name="wanted">The name that is taken where another is needed.</param>
    /// <param name="taken">The taken names.</param>
    public static string Free(string wanted, EquatableArray<string> taken)
    {
        while (taken.Contains(wanted))
        {
            wanted += Next;
        }

        return wanted;
    }

    private static bool Add(INamespaceOrTypeSymbol around, string name, ref List<string>? taken)
    {
        foreach (ISymbol member in around.GetMembers(name))
        {
            if (member is not INamedTypeSymbol { Arity: > 0 } && !IsGenerated(member))
            {
                (taken ??= []).Add(name);
                return true;
            }
        }

        return false;
    }

    // The analyzers see the stubs themselves.
    private static bool IsGenerated(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass is { } type
        && type.Is("System.CodeDom.Compiler", "GeneratedCodeAttribute")
        && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: Generator });
}
