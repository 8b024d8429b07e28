using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace EventSchemas.Assemblies;

/// <summary>Reads attributes of EventSchemas in metadata.</summary>
static class MetadataAttributes
{
    private const string Namespace = "EventSchemas";

    /// <summary>The attributes of a name, in the order of the metadata.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="attributes">The attributes among which they are.</param>
    /// <param name="name">The name of their type.</param>
    /// <exception cref="BadImageFormatException">The metadata are damaged.</exception>
    public static IEnumerable<CustomAttributeValue<string>> Find(
        MetadataReader metadata, CustomAttributeHandleCollection attributes, string name) => attributes
        .Select(metadata.GetCustomAttribute)
        .Where(attribute => IsOf(metadata, attribute, name))
        .Select(attribute => attribute.DecodeValue(ArgumentTypes.Instance));

    /// <summary>The texts of an argument that is a list of them, or the names of the types of one.</summary>
    public static IEnumerable<string> TextsOf(CustomAttributeTypedArgument<string> argument) =>
        argument.Value is ImmutableArray<CustomAttributeTypedArgument<string>> items
            ? items.Select(item => item.Value as string ?? "")
            : [];

    private static bool IsOf(MetadataReader metadata, CustomAttribute attribute, string name)
    {
        EntityHandle type = attribute.Constructor.Kind switch
        {
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent,
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType(),
            _ => default,
        };
        return type.Kind switch
        {
            HandleKind.TypeReference when metadata.GetTypeReference((TypeReferenceHandle)type) is var reference =>
                Matches(reference.Namespace, reference.Name),
            HandleKind.TypeDefinition when metadata.GetTypeDefinition((TypeDefinitionHandle)type) is var definition =>
                Matches(definition.Namespace, definition.Name),
            _ => false,
        };

        bool Matches(StringHandle @namespace, StringHandle simple) =>
            metadata.StringComparer.Equals(simple, name) && metadata.StringComparer.Equals(@namespace, Namespace);
    }

    // Names the types of arguments: strings, types, lists of them, and enums of the usual size.
    private sealed class ArgumentTypes : ICustomAttributeTypeProvider<string>
    {
        private const string Type = "System.Type";

        public static ArgumentTypes Instance { get; } = new();

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSystemType() => Type;

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            TypeReference type = reader.GetTypeReference(handle);
            string name = reader.GetString(type.Name);
            return name == "Type" && reader.StringComparer.Equals(type.Namespace, "System") ? Type : name;
        }

        public string GetTypeFromSerializedName(string name) => name;

        public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

        public bool IsSystemType(string type) => type == Type;
    }
}
