using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace EventSchemas.Assemblies;

/// <summary>Names the types in signatures. Arrays, pointers and type parameters of types have no name.</summary>
/// <param name="module">The assembly that has the signatures.</param>
/// <param name="methodArguments">What the type parameters of the method stand for.</param>
sealed class CodeTypeNames(CompiledModule module, ImmutableArray<CodeType?> methodArguments) : ISignatureTypeProvider<CodeType?, object?>
{
    private const string Core = "System";

    /// <summary>The type that a handle names; null where it has no name.</summary>
    public CodeType? Of(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => GetTypeFromDefinition(module.Metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => GetTypeFromReference(module.Metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification =>
            module.Metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        _ => null,
    };

    public CodeType? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        new(module.NameOf(handle), module.Name);

    public CodeType? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        string @namespace = reader.GetString(type.Namespace);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference when GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0) is { } around =>
                around with { Name = $"{around.Name}+{name}" },
            HandleKind.AssemblyReference => new CodeType(
                @namespace.Length == 0 ? name : $"{@namespace}.{name}",
                reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)),
            _ => null,
        };
    }

    public CodeType? GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    // An Action of a builder is recognised by its argument.
    public CodeType? GetGenericInstantiation(CodeType? genericType, ImmutableArray<CodeType?> typeArguments) =>
        genericType is { Name: "System.Action`1" } ? typeArguments[0] : genericType;

    public CodeType? GetGenericMethodParameter(object? genericContext, int index) =>
        index < methodArguments.Length ? methodArguments[index] : null;

    public CodeType? GetPrimitiveType(PrimitiveTypeCode typeCode) => new($"{Core}.{typeCode}", Core);

    public CodeType? GetByReferenceType(CodeType? elementType) => elementType;

    public CodeType? GetModifiedType(CodeType? modifier, CodeType? unmodifiedType, bool isRequired) => unmodifiedType;

    public CodeType? GetPinnedType(CodeType? elementType) => elementType;

    public CodeType? GetGenericTypeParameter(object? genericContext, int index) => null;

    public CodeType? GetArrayType(CodeType? elementType, ArrayShape shape) => null;

    public CodeType? GetSZArrayType(CodeType? elementType) => null;

    public CodeType? GetPointerType(CodeType? elementType) => null;

    public CodeType? GetFunctionPointerType(MethodSignature<CodeType?> signature) => null;
}
