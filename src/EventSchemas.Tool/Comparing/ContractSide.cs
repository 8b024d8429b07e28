using EventSchemas.Assemblies;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>One of the two contracts that are compared.</summary>
/// <param name="Name">What a message calls it, such as "version 2".</param>
/// <param name="EventType">The event type; null where a schema alone doesn't say it.</param>
/// <param name="Schema">The schema.</param>
/// <param name="Terms">What is promised besides it; null where that isn't known.</param>
sealed record ContractSide(string Name, string? EventType, AvroSchema Schema, ContractTerms? Terms)
{
    private const string DefaultFolder = "schemas";
    private const string AcceptedName = "accepted";
    private const string Assembly = ".dll";

    /// <summary>The contracts that an argument names.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="text">A schema file, an assembly, or a version: <c>order.placed.v1@2</c>.</param>
    /// <param name="contracts">The folder of the contract files; null for <c>schemas</c>.</param>
    /// <exception cref="ToolException">It names nothing, or what it names can't be read.</exception>
    public static IReadOnlyList<ContractSide> Read(ToolEnvironment environment, string text, string? contracts)
    {
        string path = environment.PathOf(text);
        try
        {
            return !File.Exists(path) ? [OfVersion(text, environment.PathOf(contracts ?? DefaultFolder))]
                : path.EndsWith(Assembly, StringComparison.OrdinalIgnoreCase) ? OfAssembly(text, path)
                : [OfFile(text, path)];
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException($"{text} can't be read: {e.Message}", ExitCode.Unavailable);
        }
        catch (BadImageFormatException e)
        {
            throw new ToolException($"{text} can't be read as a .NET assembly: {e.Message}", ExitCode.Unavailable);
        }
    }

    private static ContractSide[] OfAssembly(string name, string path) =>
    [
        .. ContractMetadataReader.Read(path)
            .Select(contract => contract.ToCandidate(CompatibilityLevel.FullTransitive.ToRegistryName()))
            .Select(candidate => new ContractSide(name, candidate.EventType, candidate.Schema, candidate.Terms)),
    ];

    private static ContractSide OfFile(string name, string path)
    {
        AvroSchema schema = AvroSchema.Parse(File.ReadAllText(path));
        bool isContract = path.EndsWith(ContractPath.SchemaExtension, StringComparison.Ordinal);
        string beside = isContract ? ContractPath.Beside(path) : "";
        ContractFile? contract = File.Exists(beside) ? ReadContract(beside) : null;
        return new ContractSide(
            name, contract?.EventType ?? ContractPath.Of(path, contractFolder: null)?.EventType, schema, contract?.Terms);
    }

    private static ContractFile ReadContract(string path)
    {
        ParsedText<ContractFile> read = ContractFile.Parse(File.ReadAllText(path));
        return read.Value ?? throw new AvroSchemaException($"{path}: {read.Problem!.Message}");
    }

    private static ContractSide OfVersion(string text, string contracts)
    {
        int at = text.LastIndexOf('@');
        (string eventType, string version) = at < 0 ? (text, AcceptedName) : (text[..at], text[(at + 1)..]);
        var folder = new ContractFolder(contracts);
        if (!folder.EventTypes.Contains(eventType))
        {
            string near = NearestText.Meant(eventType, folder.EventTypes) is { } meant ? $" Did you mean {meant}?" : "";
            throw new ToolException(
                $"'{text}' is neither a file nor an event with contract files in {contracts}.{near} --contracts names another folder.",
                ExitCode.Usage);
        }

        ContractHistory history = folder.CompleteHistoryOf(eventType);
        ContractVersion found = (version == AcceptedName
            ? history.Accepted
            : history.Released.FirstOrDefault(one => FormattableString.Invariant($"{one.Number}") == version))
            ?? throw new ToolException(
                $"{eventType} has no version '{version}': write {VersionsOf(history)}, or {AcceptedName}.", ExitCode.Usage);
        return new ContractSide(
            version == AcceptedName ? "the accepted contract" : $"version {version}", eventType, found.Schema, found.Contract?.Terms);
    }

    private static string VersionsOf(ContractHistory history) => history.Released.Count == 0
        ? "nothing, since none was shipped"
        : string.Join(", ", history.Released.Select(version => FormattableString.Invariant($"{version.Number}")));
}
