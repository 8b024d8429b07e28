using System.Globalization;
using EventSchemas.Analyzers;
using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>Adds accepted contracts to the shipped versions.</summary>
sealed class ContractShipper(string folder, string defaultCompatibility)
{
    /// <summary>Ships an event that is not what it was when it was shipped last; gives the files that were written.</summary>
    /// <exception cref="AvroSchemaException">A schema is not one.</exception>
    /// <exception cref="ContractConflictException">The record is not what its contract says, or breaks a version that has been shipped.</exception>
    public IReadOnlyList<string> Ship(DeclaredContract declared)
    {
        AvroSchema schema = AvroSchema.Parse(declared.Schema);
        string level = declared.Compatibility ?? defaultCompatibility;
        ContractFile contract = ContractFile.Of(declared.EventType, schema, declared.Topic, declared.Key, level);
        string contractPath = Path.Combine(folder, declared.EventType + ContractFile.Extension);
        if (!File.Exists(contractPath) || ContractFile.Parse(File.ReadAllText(contractPath)).Contract != contract)
        {
            throw new ContractConflictException($"EventSchemas can't ship {declared.EventType}: its record is not what {contractPath} says. Accept the change first, with dotnet format analyzers or in the editor.");
        }

        string shipped = Path.Combine(folder, ShippedVersion.Folder, declared.EventType);
        SortedDictionary<int, string> versions = VersionsIn(shipped);
        if (versions.Count > 0 && IsTheSame(versions.Last().Value, contract))
        {
            return [];
        }

        Check(declared.EventType, schema, versions, level);
        string number = ((versions.Count == 0 ? 0 : versions.Last().Key) + 1).ToString(CultureInfo.InvariantCulture);
        (string Path, string Text)[] files =
        [
            (Path.Combine(shipped, number + ContractFile.SchemaExtension), schema.ToJson()),
            (Path.Combine(shipped, number + ContractFile.Extension), contract.ToText()),
        ];
        return [.. files.Where(file => NewFile.TryWrite(file.Path, file.Text)).Select(file => file.Path)];
    }

    private static SortedDictionary<int, string> VersionsIn(string folder)
    {
        var versions = new SortedDictionary<int, string>();
        foreach (string file in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
        {
            if (ShippedVersion.Of(file) is var (_, number))
            {
                versions.Add(number, file);
            }
        }

        return versions;
    }

    private static bool IsTheSame(string schemaPath, ContractFile contract)
    {
        string contractPath = schemaPath.Substring(0, schemaPath.Length - ContractFile.SchemaExtension.Length) + ContractFile.Extension;
        return File.Exists(contractPath)
            ? ContractFile.Parse(File.ReadAllText(contractPath)).Contract == contract
            : ContractFile.HashOf(AvroSchema.Parse(File.ReadAllText(schemaPath))) == contract.Sha256;
    }

    // The analyzers may be off.
    private static void Check(string eventType, AvroSchema schema, SortedDictionary<int, string> versions, string level)
    {
        int[] numbers = [.. versions.Keys];
        AvroSchema[] history = [.. versions.Values.Select(path => AvroSchema.Parse(File.ReadAllText(path)))];
        CompatibilityLevel promised = CompatibilityLevels.TryParseRegistryName(level, out CompatibilityLevel known) ? known : CompatibilityLevel.FullTransitive;
        string[] breaks =
        [
            .. AvroRules.Check(schema, history, promised)
                .Where(finding => finding.Direction is not null)
                .Select(finding => $"{finding.Rule.Id} against version {numbers[finding.VersionIndex].ToString(CultureInfo.InvariantCulture)}: {finding.Difference.Message}")
                .Distinct(),
        ];
        if (breaks.Length > 0)
        {
            throw new ContractConflictException($"EventSchemas can't ship {eventType}: it breaks what has been shipped ({level}). {string.Join("; ", breaks)}");
        }
    }
}
