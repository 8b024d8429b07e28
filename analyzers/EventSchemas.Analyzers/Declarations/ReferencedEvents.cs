using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>The events that referenced assemblies declare and own, as their assembly attributes say.</summary>
static class ReferencedEvents
{
    private const string ContractAttribute = "EventContractAttribute";

    /// <summary>The records by event type.</summary>
    public static ILookup<string, string> Of(Compilation compilation) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(one => one.Name == WellKnownNames.Namespace)))
        .SelectMany(assembly => assembly.GetAttributes())
        .Where(attribute => attribute.AttributeClass?.IsOurs(ContractAttribute) == true && !IsMirror(attribute))
        .Where(attribute => attribute.ConstructorArguments.FirstOrDefault().Value is string)
        .ToLookup(
            attribute => (string)attribute.ConstructorArguments[0].Value!,
            attribute => Named(attribute, "Record") as string ?? (string)attribute.ConstructorArguments[0].Value!,
            StringComparer.Ordinal);

    private static bool IsMirror(AttributeData attribute) => Named(attribute, EventAttribute.Role) is not (null or 0);

    private static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;
}
