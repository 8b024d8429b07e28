using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>The contract files of a project.</summary>
/// <param name="path">The folder.</param>
/// <param name="files">Where its files are.</param>
sealed class ContractFolder(string path, IContractStore files)
{
    /// <summary>The contract files of a project on the disk.</summary>
    public ContractFolder(string path)
        : this(path, DiskStore.Instance)
    {
    }

    /// <summary>The folder; it need not exist.</summary>
    public string FolderPath => path;

    /// <summary>The file of an event's accepted schema.</summary>
    public string SchemaPath(string eventType) => Path.Combine(path, ContractFileName.Of(eventType) + ContractPath.SchemaExtension);

    /// <summary>The file beside it.</summary>
    public string ContractFilePath(string eventType) =>
        Path.Combine(path, ContractFileName.Of(eventType) + ContractPath.ContractExtension);

    /// <summary>Whether there is the file of an event's accepted schema.</summary>
    public bool HasSchema(string eventType) => files.Exists(SchemaPath(eventType));

    /// <summary>Whether there is the file beside it.</summary>
    public bool HasContractFile(string eventType) => files.Exists(ContractFilePath(eventType));

    /// <summary>The accepted contract and the shipped versions of an event.</summary>
    /// <exception cref="AvroSchemaException">A file isn't a schema.</exception>
    public ContractHistory HistoryOf(string eventType) => new(Accepted(eventType), Shipped(eventType))
    {
        Retirement = RetirementOf(eventType),
    };

    /// <summary>The same for those who can't do without any of the files.</summary>
    /// <exception cref="AvroSchemaException">A file can't be read.</exception>
    public ContractHistory CompleteHistoryOf(string eventType) => Unreadable(eventType).FirstOrDefault() is ({ } file, { } problem)
        ? throw new AvroSchemaException($"{file}: {problem.Message}")
        : HistoryOf(eventType);

    /// <summary>The <c>.contract.json</c> files of an event that can't be read, with what is wrong with each.</summary>
    public IEnumerable<(string File, AvroSchemaException Problem)> Unreadable(string eventType) => files
        .FilesBelow(ShippedFolder(eventType))
        .OrderBy(file => file, StringComparer.Ordinal)
        .Prepend(ContractFilePath(eventType))
        .Where(files.Exists)
        .Select(file => (File: file, Problem: ProblemOf(file)))
        .Where(item => item.Problem is not null)
        .Select(item => (item.File, item.Problem!));

    /// <summary>What is wrong with the files of a shipped version, as the middle of a sentence; null where nothing is.</summary>
    /// <param name="eventType">The event.</param>
    /// <param name="number">The version's number.</param>
    /// <param name="version">The version.</param>
    public string? ProblemOfShipped(string eventType, int number, ContractVersion version) => ContractVersion.ProblemOfShipped(
        number,
        files.Exists(ShippedPath(eventType, number - 1) + ContractPath.SchemaExtension),
        files.Exists(ShippedPath(eventType, number) + ContractPath.ContractExtension),
        () => version.EditedProblem);

    /// <summary>The file that retires an event.</summary>
    public string RetirementPath(string eventType) => Path.Combine(ShippedFolder(eventType), ContractPath.RetirementFile);

    /// <summary>That the event has ended for good; null where it hasn't, or where the file can't be read.</summary>
    public Retirement? RetirementOf(string eventType)
    {
        string file = RetirementPath(eventType);
        return files.Exists(file) ? Retirement.Parse(files.Read(file)).Value : null;
    }

    /// <summary>The event types that have an accepted contract or shipped versions, in order.</summary>
    public IReadOnlyList<string> EventTypes =>
    [
        .. files.FilesBelow(path)
            .Select(file => ContractPath.Of(file, path))
            .Where(file => file is { IsSchema: true })
            .Select(file => file!.EventType)
            .Distinct()
            .OrderBy(eventType => eventType, StringComparer.Ordinal),
    ];

    /// <summary>The event types that were retired, in order.</summary>
    public IReadOnlyList<string> RetiredTypes =>
    [
        .. files.FilesBelow(Path.Combine(path, ContractPath.ShippedFolder))
            .Select(file => ContractPath.Of(file, path))
            .Where(file => file is { IsRetirement: true })
            .Select(file => file!.EventType)
            .OrderBy(eventType => eventType, StringComparer.Ordinal),
    ];

    /// <summary>The files below the folder of shipped versions that count as none, with what is wrong with each.</summary>
    public IEnumerable<(string File, MisplacedFile Problem)> Misplaced => files
        .FilesBelow(Path.Combine(path, ContractPath.ShippedFolder))
        .OrderBy(file => file, StringComparer.Ordinal)
        .Select(file => (File: file, Problem: MisplacedFile.Of(
            file, ContractPath.Of(file, path), path, _ => files.Exists(ContractPath.SchemaBeside(file)))))
        .Where(item => item.Problem is not null)
        .Select(item => (item.File, item.Problem!));

    /// <summary>Ends an event for good: its shipped versions stay, and its accepted contract goes; gives the file that it wrote.</summary>
    public IReadOnlyList<string> Retire(Retirement retirement)
    {
        (string, string)[] file = [(RetirementPath(retirement.EventType), retirement.ToText())];
        string[] written = WrittenOf(file, files.TryCreate);
        files.Delete(SchemaPath(retirement.EventType));
        files.Delete(ContractFilePath(retirement.EventType));
        return written;
    }

    /// <summary>The accepted contract; null where there is no schema file.</summary>
    /// <exception cref="AvroSchemaException">The file isn't a schema.</exception>
    public ContractVersion? Accepted(string eventType)
    {
        string file = SchemaPath(eventType);
        return files.Exists(file) ? ContractVersion.Accepted(file, ReadSchema(file), ReadContract(ContractFilePath(eventType))) : null;
    }

    /// <summary>What the accepted contract's <c>.contract.json</c> says; null where there is none, or none that can be read.</summary>
    public ContractFile? AcceptedContract(string eventType) => ReadContract(ContractFilePath(eventType));

    /// <summary>The shipped versions, the oldest first.</summary>
    /// <exception cref="AvroSchemaException">A file isn't a schema.</exception>
    public IReadOnlyList<ContractVersion> Shipped(string eventType)
    {
        var versions = new SortedDictionary<int, ContractVersion>();
        foreach (string file in files.FilesBelow(ShippedFolder(eventType)))
        {
            if (ContractPath.Of(file, path) is { IsSchema: true, Number: { } number })
            {
                versions.Add(number, ContractVersion.Shipped(number, file, ReadSchema(file), ReadContract(ContractPath.Beside(file))));
            }
        }

        return [.. versions.Values];
    }

    /// <summary>Writes what is missing of an event's accepted contract; gives the files that it wrote.</summary>
    public IReadOnlyList<string> WriteMissing(AvroSchema schema, ContractFile contract) =>
        WrittenOf(FilesOf(schema, contract), files.TryCreate);

    /// <summary>Puts an event's contract in the place of the accepted one; gives the files that it wrote.</summary>
    public IReadOnlyList<string> Accept(AvroSchema schema, ContractFile contract) =>
        WrittenOf(FilesOf(schema, contract), files.TryReplace);

    /// <summary>Adds a shipped version; gives the files that it wrote.</summary>
    public IReadOnlyList<string> Ship(int number, AvroSchema schema, ContractFile contract)
    {
        string name = ShippedPath(contract.EventType, number);
        return WrittenOf(
            [(name + ContractPath.SchemaExtension, schema.ToJson()), (name + ContractPath.ContractExtension, contract.ToText())],
            files.TryCreate);
    }

    private (string Path, string Text)[] FilesOf(AvroSchema schema, ContractFile contract) =>
        [(SchemaPath(contract.EventType), schema.ToJson()), (ContractFilePath(contract.EventType), contract.ToText())];

    private static string[] WrittenOf((string Path, string Text)[] texts, Func<string, string, bool> tryWrite) =>
        [.. texts.Where(file => tryWrite(file.Path, file.Text)).Select(file => file.Path)];

    // Without an extension.
    private string ShippedPath(string eventType, int number) =>
        Path.Combine(ShippedFolder(eventType), number.ToString(CultureInfo.InvariantCulture));

    private string ShippedFolder(string eventType) =>
        Path.Combine(path, ContractPath.ShippedFolder, ContractFileName.Of(eventType));

    /// <summary>
    /// The line of a place in a version's file; null where the version wasn't read from a file, or the place isn't known.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="pointer">The place, as a JSON pointer into the schema.</param>
    public int? LineOf(ContractVersion version, string? pointer) => version.Path is { } file && pointer is not null
        ? AvroSchemaDocument.Parse(files.Read(file)).Locate(pointer).Line
        : null;

    private AvroSchema ReadSchema(string file)
    {
        try
        {
            return AvroSchema.Parse(files.Read(file));
        }
        catch (AvroSchemaException e)
        {
            throw new AvroSchemaException($"{file}: {e.Message}");
        }
    }

    private AvroSchemaException? ProblemOf(string file) => ContractPath.Of(file, path) switch
    {
        { IsRetirement: true } => Retirement.Parse(files.Read(file)).Problem,
        { IsSchema: false } => ContractFile.Parse(files.Read(file)).Problem,
        _ => null,
    };

    private ContractFile? ReadContract(string file) => files.Exists(file) ? ContractFile.Parse(files.Read(file)).Value : null;
}
