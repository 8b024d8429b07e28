using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EventSchemas.Assemblies;

/// <summary>Reads the <c>EventContract</c> attributes of a compiled assembly without loading it.</summary>
static class ContractMetadataReader
{
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
    public static IReadOnlyList<DeclaredContract> ReadFrom(MetadataReader metadata) =>
        [.. MetadataAttributes.Find(metadata, metadata.GetAssemblyDefinition().GetCustomAttributes(), AttributeName).Select(Decode)];

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
}
