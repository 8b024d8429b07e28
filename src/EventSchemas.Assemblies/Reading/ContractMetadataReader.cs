using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EventSchemas.Assemblies;

/// <summary>Reads the <c>EventContract</c> attributes of a compiled assembly without loading it.</summary>
static class ContractMetadataReader
{
    private const string AttributeNamespace = "EventSchemas";
    private const string AttributeName = "EventContractAttribute";

    /// <summary>The contracts, in the order of the metadata.</summary>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly, or its metadata are damaged.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IReadOnlyList<DeclaredContract> Read(string assemblyPath)
    {
        using FileStream stream = File.OpenRead(assemblyPath);
        using var assembly = new PEReader(stream);
        if (!assembly.HasMetadata)
        {
            throw new BadImageFormatException("The file has no .NET metadata.");
        }

        return ReadFrom(assembly.GetMetadataReader());
    }

    /// <summary>The contracts of an assembly that is open.</summary>
    /// <exception cref="BadImageFormatException">The metadata are damaged.</exception>
    public static IReadOnlyList<DeclaredContract> ReadFrom(MetadataReader metadata)
    {
        var contracts = new List<DeclaredContract>();
        foreach (CustomAttributeHandle handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (IsContract(metadata, attribute))
            {
                contracts.Add(Decode(attribute.DecodeValue(TypeNames.Instance)));
            }
        }

        return contracts;
    }

    private static bool IsContract(MetadataReader metadata, CustomAttribute attribute)
    {
        EntityHandle type = attribute.Constructor.Kind switch
        {
            HandleKind.MemberReference => metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent,
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType(),
            _ => default,
        };
        return type.Kind switch
        {
            HandleKind.TypeReference => Matches(metadata, metadata.GetTypeReference((TypeReferenceHandle)type)),
            HandleKind.TypeDefinition => Matches(metadata, metadata.GetTypeDefinition((TypeDefinitionHandle)type)),
            _ => false,
        };
    }

    private static bool Matches(MetadataReader metadata, TypeReference type) =>
        metadata.StringComparer.Equals(type.Name, AttributeName) && metadata.StringComparer.Equals(type.Namespace, AttributeNamespace);

    private static bool Matches(MetadataReader metadata, TypeDefinition type) =>
        metadata.StringComparer.Equals(type.Name, AttributeName) && metadata.StringComparer.Equals(type.Namespace, AttributeNamespace);

    private static DeclaredContract Decode(CustomAttributeValue<string> value)
    {
        if (value.FixedArguments.Length != 2
            || value.FixedArguments[0].Value is not string eventType
            || value.FixedArguments[1].Value is not string schema)
        {
            throw new BadImageFormatException("An EventContract attribute has other arguments than an event type and a schema.");
        }

        object? Option(string name) => value.NamedArguments.FirstOrDefault(argument => argument.Name == name).Value;
        string? Text(string name) => Option(name) as string;
        string[]? Texts(string name) => Option(name) is ImmutableArray<CustomAttributeTypedArgument<string>> items
            ? [.. items.Select(item => item.Value as string ?? "")]
            : null;
        return new DeclaredContract(eventType, schema)
        {
            ReadingSchema = Text("ReadingSchema"),
            Topic = Text("Topic"),
            Key = Text("Key"),
            KeyFormat = Text("KeyFormat"),
            Transports = TransportTexts.Parse(Text("Transports")) ?? Transports.Kafka,
            Compatibility = Text("Compatibility"),
            IsMirror = Option("Role") is 1,
            Record = Text("Record"),
            DeclaredBy = Text("DeclaredBy"),
            Owner = Text("Owner"),
            FeatureFlag = Text("FeatureFlag"),
            FlagRemoveBy = Text("FlagRemoveBy"),
            StableBecause = Text("StableBecause"),
            PersonalData = Texts("PersonalData") ?? [],
            Meanings = Texts("Meanings")?.Select(MemberMeaning.OfAttributeText).ToArray(),
            Justifications = [.. (Texts("JustifiedBreaks") ?? []).Select(Justification.OfAttributeText)],
        };
    }

    // Names the types of arguments: strings, lists of strings, and enums of the usual size.
    private sealed class TypeNames : ICustomAttributeTypeProvider<string>
    {
        public static TypeNames Instance { get; } = new();

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSystemType() => "System.Type";

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromSerializedName(string name) => name;

        public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

        public bool IsSystemType(string type) => type == "System.Type";
    }
}
