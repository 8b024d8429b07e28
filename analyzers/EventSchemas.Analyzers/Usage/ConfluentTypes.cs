using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>The types of Kafka's client, known by their names: nothing of EventSchemas that the compiler loads references it.</summary>
sealed class ConfluentTypes
{
    private const string Company = "Confluent";
    private const string Client = "Kafka";

    private ConfluentTypes(INamespaceSymbol client)
    {
        AddNames(client);
    }

    /// <summary>The names of all its types.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The types that a compilation can see; null where it can see none.</summary>
    public static ConfluentTypes? Of(Compilation compilation) =>
        compilation.GlobalNamespace.InnerNamespace(Company)?.InnerNamespace(Client) is { } client ? new ConfluentTypes(client) : null;

    /// <summary>Whether a namespace is the client's, or is within it.</summary>
    public static bool IsKafka(INamespaceSymbol? @namespace)
    {
        for (INamespaceSymbol? current = @namespace; current is { IsGlobalNamespace: false }; current = current.ContainingNamespace)
        {
            if (current.Name == Client && current.ContainingNamespace is { Name: Company, ContainingNamespace.IsGlobalNamespace: true })
            {
                return true;
            }
        }

        return false;
    }

    private void AddNames(INamespaceSymbol @namespace)
    {
        Names.UnionWith(@namespace.GetTypeMembers().Select(type => type.Name));
        foreach (INamespaceSymbol inner in @namespace.GetNamespaceMembers())
        {
            AddNames(inner);
        }
    }
}
