using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>The contract files of a compilation, by event type.</summary>
sealed class ContractFiles
{
    private readonly Dictionary<string, AdditionalText> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AdditionalText> _contracts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, AdditionalText>> _shipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AdditionalText> _shippedContracts = new(StringComparer.Ordinal);
    private readonly ContractTexts _texts;

    /// <summary>Sorts the files by event type.</summary>
    /// <param name="files">The additional files.</param>
    /// <param name="texts">Parses their texts, or remembers what came of them.</param>
    public ContractFiles(IEnumerable<AdditionalText> files, ContractTexts texts)
    {
        _texts = texts;
        foreach (AdditionalText file in files)
        {
            Add(_schemas, file, ContractFile.SchemaExtension);
            Add(_contracts, file, ContractFile.Extension);
            AddShipped(file);
        }
    }

    public string? SchemaPath(string eventType) => _schemas.TryGetValue(eventType, out AdditionalText? file) ? file.Path : null;

    public string? ContractPath(string eventType) => _contracts.TryGetValue(eventType, out AdditionalText? file) ? file.Path : null;

    /// <summary>The contract's schema; null where there is no file, or none that can be read, which is reported in the file itself.</summary>
    public AvroSchema? Schema(string eventType, CancellationToken cancellationToken) =>
        _schemas.TryGetValue(eventType, out AdditionalText? file) && file.GetText(cancellationToken) is { } text ? _texts.Schema(text)?.Schema : null;

    /// <summary>What stands beside the schema; null where there is no file, or none that can be read.</summary>
    public ContractFile? Contract(string eventType, CancellationToken cancellationToken) =>
        _contracts.TryGetValue(eventType, out AdditionalText? file) && file.GetText(cancellationToken) is { } text ? _texts.Contract(text).Contract : null;

    /// <summary>The contract as a version; null where there is no file, or none that can be read.</summary>
    public ContractVersion? Accepted(string eventType, CancellationToken cancellationToken) =>
        Schema(eventType, cancellationToken) is { } schema ? new ContractVersion(null, schema, _schemas[eventType]) : null;

    /// <summary>The versions that have been shipped, oldest first; one that can't be read is reported in its file and left out.</summary>
    public IReadOnlyList<ContractVersion> Shipped(string eventType, CancellationToken cancellationToken)
    {
        var versions = new List<ContractVersion>();
        foreach (KeyValuePair<int, AdditionalText> version in _shipped.TryGetValue(eventType, out var numbered) ? numbered : [])
        {
            if (version.Value.GetText(cancellationToken) is { } text && _texts.Schema(text)?.Schema is { } schema)
            {
                versions.Add(new ContractVersion(version.Key, schema, version.Value));
            }
        }

        return versions;
    }

    /// <summary>The event type whose contract's schema a file is; null where it is none.</summary>
    public string? EventTypeOf(string path)
    {
        string name = Path.GetFileName(path);
        string eventType = name.Substring(0, Math.Max(0, name.Length - ContractFile.SchemaExtension.Length));
        return _schemas.TryGetValue(eventType, out AdditionalText? file) && file.Path == path ? eventType : null;
    }

    /// <summary>Whether a shipped version's schema no longer fits the hash that was written beside it.</summary>
    public bool IsEdited(string eventType, int number, CancellationToken cancellationToken) =>
        _shipped.TryGetValue(eventType, out SortedDictionary<int, AdditionalText>? versions)
        && versions.TryGetValue(number, out AdditionalText? file)
        && file.GetText(cancellationToken) is { } text
        && _texts.Schema(text)?.Schema is { } schema
        && _shippedContracts.TryGetValue(file.Path.Substring(0, file.Path.Length - ContractFile.SchemaExtension.Length) + ContractFile.Extension, out AdditionalText? beside)
        && beside.GetText(cancellationToken) is { } contract
        && _texts.Contract(contract).Contract is { } shipped
        && shipped.Sha256 != ContractFile.HashOf(schema);

    /// <summary>Where a version has what a location leads to.</summary>
    public static Location Locate(ContractVersion version, string location, CancellationToken cancellationToken)
    {
        if (version.File.GetText(cancellationToken) is not { } text)
        {
            return Location.None;
        }

        AvroJson place = AvroSchemaDocument.Parse(text.ToString()).Locate(location);
        LinePosition position = new(Math.Max(place.Line - 1, 0), Math.Max(place.Column - 1, 0));
        return Location.Create(version.File.Path, default, new LinePositionSpan(position, position));
    }

    /// <summary>What is wrong with the text of a contract file, and where; null where nothing is.</summary>
    public static Diagnostic? Problem(AdditionalText file, ContractTexts texts, CancellationToken cancellationToken)
    {
        if (file.GetText(cancellationToken) is not { } text)
        {
            return null;
        }

        if ((IsContract(file, ContractFile.SchemaExtension) || ShippedVersion.Of(file.Path) is not null) && texts.Schema(text)?.Problem is { } problem)
        {
            LinePosition position = new(Math.Max(problem.Line - 1, 0), Math.Max(problem.Column - 1, 0));
            return Diagnostic.Create(
                Rules.ContractUnreadable, Location.Create(file.Path, default, new LinePositionSpan(position, position)), problem.Problem);
        }

        return IsContract(file, ContractFile.Extension) && texts.Contract(text).Problem is { } reason
            ? Diagnostic.Create(Rules.ContractUnreadable, Location.Create(file.Path, default, default), reason)
            : null;
    }

    private static void Add(Dictionary<string, AdditionalText> files, AdditionalText file, string extension)
    {
        if (IsContract(file, extension))
        {
            string name = Path.GetFileName(file.Path);
            files[name.Substring(0, name.Length - extension.Length)] = file;
        }
    }

    private void AddShipped(AdditionalText file)
    {
        if (ShippedVersion.Of(file.Path) is var (eventType, number))
        {
            if (!_shipped.TryGetValue(eventType, out SortedDictionary<int, AdditionalText>? versions))
            {
                versions = [];
                _shipped.Add(eventType, versions);
            }

            versions[number] = file;
        }
        else if (file.Path.EndsWith(ContractFile.Extension, StringComparison.Ordinal))
        {
            _shippedContracts[file.Path] = file;
        }
    }

    // Released versions lie in a folder of their own, and are not the contract.
    private static bool IsContract(AdditionalText file, string extension) =>
        file.Path.EndsWith(extension, StringComparison.Ordinal) && file.Path.Replace('\\', '/').IndexOf($"/{ShippedVersion.Folder}/", StringComparison.Ordinal) < 0;
}
