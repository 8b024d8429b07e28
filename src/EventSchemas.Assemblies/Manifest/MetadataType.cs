using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace EventSchemas.Assemblies;

/// <summary>A type in a signature.</summary>
/// <param name="Name">Its name, as the metadata have it: <c>Acme.Page`1</c>; <c>[]</c> for an array.</param>
/// <param name="Assembly">The name of its assembly.</param>
/// <param name="Arguments">Its type arguments; of an array its items.</param>
sealed record MetadataType(string Name, string Assembly, IReadOnlyList<MetadataType> Arguments)
{
    public const string Array = "[]";

    /// <summary>The type as a text, with its arguments: <c>Acme.Page&lt;Acme.User&gt;</c>.</summary>
    public string Text => Name == Array ? Arguments[0].Text + Array
        : Arguments.Count == 0 ? Name
        : $"{Name.Split('`')[0]}<{string.Join(", ", Arguments.Select(argument => argument.Text))}>";
}

/// <summary>Reads the types of signatures. What no member of an event can have, such as a pointer, is null.</summary>
/// <param name="module">The assembly that has the signatures.</param>
sealed class MetadataTypeReader(CompiledModule module) : ISignatureTypeProvider<MetadataType?, IReadOnlyList<MetadataType>>
{
    private const string Core = "System";

    private readonly CodeTypeNames _names = new(module, []);

    /// <summary>The type that a handle names.</summary>
    /// <param name="handle">The handle; it can be nil.</param>
    /// <param name="arguments">What the type parameters around it stand for.</param>
    public MetadataType? Of(EntityHandle handle, IReadOnlyList<MetadataType> arguments) => handle.IsNil ? null
        : handle.Kind == HandleKind.TypeSpecification
            ? module.Metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, arguments)
            : Plain(_names.Of(handle));

    public MetadataType? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Plain(_names.Of(handle));

    public MetadataType? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Plain(_names.Of(handle));

    public MetadataType? GetTypeFromSpecification(
        MetadataReader reader, IReadOnlyList<MetadataType> genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        Of(handle, genericContext);

    public MetadataType? GetGenericInstantiation(MetadataType? genericType, ImmutableArray<MetadataType?> typeArguments) =>
        typeArguments.Contains(null) ? null : genericType! with { Arguments = [.. typeArguments.Select(argument => argument!)] };

    public MetadataType? GetGenericTypeParameter(IReadOnlyList<MetadataType> genericContext, int index) =>
        index < genericContext.Count ? genericContext[index] : null;

    public MetadataType? GetPrimitiveType(PrimitiveTypeCode typeCode) => new($"{Core}.{typeCode}", Core, []);

    public MetadataType? GetSZArrayType(MetadataType? elementType) =>
        elementType is null ? null : new MetadataType(MetadataType.Array, Core, [elementType]);

    public MetadataType? GetModifiedType(MetadataType? modifier, MetadataType? unmodifiedType, bool isRequired) => unmodifiedType;

    public MetadataType? GetGenericMethodParameter(IReadOnlyList<MetadataType> genericContext, int index) => null;

    public MetadataType? GetByReferenceType(MetadataType? elementType) => null;

    public MetadataType? GetPinnedType(MetadataType? elementType) => null;

    public MetadataType? GetArrayType(MetadataType? elementType, ArrayShape shape) => null;

    public MetadataType? GetPointerType(MetadataType? elementType) => null;

    public MetadataType? GetFunctionPointerType(MethodSignature<MetadataType?> signature) => null;

    private static MetadataType? Plain(CodeType? type) => type is null ? null : new MetadataType(type.Name, type.Assembly, []);
}
