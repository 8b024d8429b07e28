using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace EventSchemas.Assemblies;

/// <summary>A method that an instruction calls.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type that declares it; null where that has no name.</param>
/// <param name="Signature">Its signature; types without a name are null.</param>
/// <param name="TypeArguments">The types that it is called with.</param>
/// <param name="Module">The assembly that defines it; null where that isn't known.</param>
/// <param name="Definition">Its definition there.</param>
sealed record CalledMethod(
    string Name,
    CodeType? Type,
    MethodSignature<CodeType?> Signature,
    ImmutableArray<CodeType?> TypeArguments,
    CompiledModule? Module,
    MethodDefinitionHandle Definition)
{
    /// <summary>The number of values that it takes from the stack.</summary>
    public int ArgumentCount => Signature.ParameterTypes.Length + (Signature.Header.IsInstance ? 1 : 0);

    /// <summary>The method that a token names.</summary>
    /// <param name="modules">The assemblies.</param>
    /// <param name="module">The assembly whose code has the token.</param>
    /// <param name="token">The token.</param>
    /// <param name="arguments">What the type parameters of the calling method stand for.</param>
    public static CalledMethod? Of(CompiledModules modules, CompiledModule module, EntityHandle token, ImmutableArray<CodeType?> arguments)
    {
        MetadataReader metadata = module.Metadata;
        var names = new CodeTypeNames(module, arguments);
        switch (token.Kind)
        {
            case HandleKind.MethodSpecification:
                MethodSpecification specification = metadata.GetMethodSpecification((MethodSpecificationHandle)token);
                return Of(modules, module, specification.Method, arguments) is { } generic
                    ? generic with { TypeArguments = specification.DecodeSignature(names, null) }
                    : null;
            case HandleKind.MethodDefinition:
                var handle = (MethodDefinitionHandle)token;
                MethodDefinition definition = metadata.GetMethodDefinition(handle);
                return new CalledMethod(
                    metadata.GetString(definition.Name),
                    names.GetTypeFromDefinition(metadata, definition.GetDeclaringType(), 0),
                    definition.DecodeSignature(names, null),
                    [],
                    module,
                    handle);
            case HandleKind.MemberReference:
                MemberReference reference = metadata.GetMemberReference((MemberReferenceHandle)token);
                if (reference.GetKind() != MemberReferenceKind.Method)
                {
                    return null;
                }

                string name = metadata.GetString(reference.Name);
                CodeType? type = names.Of(reference.Parent);
                MethodSignature<CodeType?> signature = reference.DecodeMethodSignature(names, null);
                CompiledModule? home = type is null ? null : modules.Find(type.Assembly);
                return new CalledMethod(name, type, signature, [], home, DefinitionOf(home, type, name, signature));
            default:
                return null;
        }
    }

    private static MethodDefinitionHandle DefinitionOf(
        CompiledModule? module, CodeType? type, string name, MethodSignature<CodeType?> signature)
    {
        TypeDefinitionHandle home = module is null || type is null ? default : module.Find(type.Name);
        return home.IsNil
            ? default
            : module!.Metadata.GetTypeDefinition(home).GetMethods().FirstOrDefault(handle => IsSame(module, handle, name, signature));
    }

    private static bool IsSame(CompiledModule module, MethodDefinitionHandle handle, string name, MethodSignature<CodeType?> signature)
    {
        MethodDefinition method = module.Metadata.GetMethodDefinition(handle);
        return module.Metadata.StringComparer.Equals(method.Name, name)
            && method.GetGenericParameters().Count == signature.GenericParameterCount
            && method.DecodeSignature(new CodeTypeNames(module, []), null).ParameterTypes.Length == signature.ParameterTypes.Length;
    }
}
