using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>The contract files of a project, as they lie on the disk.</summary>
sealed class ContractFolder(string path)
{
    /// <summary>The file of an event's accepted schema.</summary>
    public string SchemaPath(string eventType) => Path.Combine(path, eventType + ContractFile.SchemaExtension);

    /// <summary>What lies beside it.</summary>
    public string ContractPathOf(string eventType) => Path.Combine(path, eventType + ContractFile.Extension);

    /// <summary>The accepted schema; null where there is none.</summary>
    /// <exception cref="AvroSchemaException">The file is not one.</exception>
    public AvroSchema? Accepted(string eventType) => File.Exists(SchemaPath(eventType)) ? Read(SchemaPath(eventType)) : null;

    /// <summary>What lies beside it; null where there is nothing, or nothing that can be read.</summary>
    public ContractFile? AcceptedTerms(string eventType) => Terms(ContractPathOf(eventType));

    /// <summary>The released versions, the oldest first.</summary>
    /// <exception cref="AvroSchemaException">One is no schema.</exception>
    public IReadOnlyList<ReleasedVersion> Shipped(string eventType)
    {
        string folder = ShippedFolder(eventType);
        var versions = new SortedDictionary<int, ReleasedVersion>();
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            if (ContractPath.Of(file) is { IsSchema: true, Number: { } number })
            {
                string beside = file.Substring(0, file.Length - ContractFile.SchemaExtension.Length) + ContractFile.Extension;
                versions.Add(number, new ReleasedVersion($"version {number.ToString(CultureInfo.InvariantCulture)}", number, Read(file), Terms(beside)));
            }
        }

        return [.. versions.Values];
    }

    /// <summary>Adds a released version; gives the files that were written.</summary>
    public IReadOnlyList<string> Ship(string eventType, int number, AvroSchema schema, ContractFile contract)
    {
        string name = Path.Combine(ShippedFolder(eventType), number.ToString(CultureInfo.InvariantCulture));
        (string Path, string Text)[] files = [(name + ContractFile.SchemaExtension, schema.ToJson()), (name + ContractFile.Extension, contract.ToText())];
        return [.. files.Where(file => WholeFile.TryCreate(file.Path, file.Text)).Select(file => file.Path)];
    }

    private string ShippedFolder(string eventType) => Path.Combine(path, ContractPath.ShippedFolder, eventType);

    private static AvroSchema Read(string file)
    {
        try
        {
            return AvroSchema.Parse(File.ReadAllText(file));
        }
        catch (AvroSchemaException e)
        {
            throw new AvroSchemaException($"{file}: {e.Message}");
        }
    }

    private static ContractFile? Terms(string file) => File.Exists(file) ? ContractFile.Parse(File.ReadAllText(file)).Contract : null;
}
