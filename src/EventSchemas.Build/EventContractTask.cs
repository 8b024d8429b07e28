using EventSchemas.Avro;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace EventSchemas.Build;

/// <summary>An MSBuild task that runs for each event of a compiled assembly.</summary>
public abstract class EventContractTask : Microsoft.Build.Utilities.Task
{
    private readonly string _verb;
    private readonly List<ITaskItem> _written = [];

    /// <param name="verb">What the task does with a contract, for its errors: "can't write a contract".</param>
    private protected EventContractTask(string verb)
    {
        _verb = verb;
    }

    private protected ContractFolder Folder => new(ContractFolder);

    /// <summary>The compiled assembly.</summary>
    [Required]
    public string AssemblyPath { get; set; } = "";

    /// <summary>The folder of the contract files; it need not exist.</summary>
    [Required]
    public string ContractFolder { get; set; } = "";

    /// <summary>The compatibility level of events that don't name one.</summary>
    public string Compatibility { get; set; } = "FULL_TRANSITIVE";

    /// <summary>The day on which justifications must hold, as <c>yyyy-MM-dd</c>; the current day where it is empty.</summary>
    public string Today { get; set; } = "";

    /// <summary>The files that were written.</summary>
    [Output]
    public ITaskItem[] WrittenFiles => [.. _written];

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        try
        {
            foreach (DeclaredContract contract in ContractMetadataReader.Read(AssemblyPath))
            {
                Run(contract);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            Log.LogError($"EventSchemas could not {_verb} the contracts of {AssemblyPath} in {ContractFolder}: {e.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Runs the task for an event.</summary>
    /// <exception cref="AvroSchemaException">A schema is malformed.</exception>
    /// <exception cref="RegistryException">A schema registry can't be asked.</exception>
    private protected abstract void Run(ContractCandidate candidate);

    /// <summary>How an event compares with its versions.</summary>
    private protected EventVerdict VerdictOf(ContractCandidate candidate, ContractHistory history) =>
        EventVerdict.Of(candidate, history, Dates.Parse(Today) ?? DateTime.UtcNow.Date);

    /// <summary>Reports the files that were written.</summary>
    /// <param name="files">The files.</param>
    /// <param name="message">The message about a file, which is <c>{0}</c>.</param>
    private protected void ReportWritten(IEnumerable<string> files, string message)
    {
        foreach (string file in files)
        {
            Log.LogMessage(MessageImportance.High, message, file);
            _written.Add(new TaskItem(file));
        }
    }

    /// <summary>Writes the missing contract files of an event; returns what it wrote, or why it can't.</summary>
    private protected (IReadOnlyList<string> Written, string? Conflict) WriteMissing(ContractCandidate candidate)
    {
        string schemaPath = Folder.SchemaPath(candidate.EventType);
        string contractPath = Folder.ContractFilePath(candidate.EventType);
        bool hasSchema = File.Exists(schemaPath);
        bool hasContract = File.Exists(contractPath);
        if (hasSchema && hasContract)
        {
            return ([], null);
        }

        ContractFile contract = candidate.ToContractFile();
        if (hasSchema && !Folder.Accepted(candidate.EventType)!.Schema.Equals(candidate.Schema))
        {
            return ([], $"{schemaPath} has no {ContractPath.ContractExtension} beside it, and it is not the schema that the record has "
                + "now: accept the change in the editor or with dotnet build -t:AcceptEventSchemas, or delete it to start anew.");
        }

        if (hasContract && Folder.AcceptedContract(candidate.EventType)?.Sha256 != contract.Sha256)
        {
            return ([], $"{contractPath} has no {ContractPath.SchemaExtension} beside it, and it was written for another schema than the "
                + $"record has now: restore the {ContractPath.SchemaExtension}, or delete it to start anew.");
        }

        return (Folder.WriteMissing(candidate.Schema, contract), null);
    }

    private void Run(DeclaredContract contract)
    {
        if (!contract.CanNameAFile)
        {
            Log.LogError(
                $"EventSchemas can't {_verb} a contract for the event type '{contract.EventType}': "
                + "only letters, digits, '.', '_' and '-' can be part of its file's name.");
            return;
        }

        try
        {
            Run(contract.ToCandidate(Compatibility));
        }
        catch (AvroSchemaException e)
        {
            Log.LogError($"EventSchemas can't {_verb} a contract for {contract.EventType}: a schema is malformed. {e.Message}");
        }
        catch (RegistryException e)
        {
            Log.LogError($"EventSchemas can't {_verb} a contract for {contract.EventType}. {e.Message}");
        }
    }
}

/// <summary>A task that may ask a schema registry which versions have been published.</summary>
public abstract class RegistryContractTask : EventContractTask
{
    private protected RegistryContractTask(string verb)
        : base(verb)
    {
    }

    /// <summary>The registry's address, for example <c>https://user:password@registry:8081</c>; empty where none is asked.</summary>
    public string Registry { get; set; } = "";

    /// <summary>The deployment's prefix of topics; empty where it has none.</summary>
    public string TopicPrefix { get; set; } = "";

    /// <summary>The versions of an event that a registry has and the shipped versions lack, the oldest first.</summary>
    /// <exception cref="RegistryException">The registry can't be asked.</exception>
    private protected IReadOnlyList<ContractVersion> PublishedOnly(ContractCandidate candidate, IReadOnlyList<ContractVersion> shipped)
    {
        if (Registry.Length == 0)
        {
            return [];
        }

        if (!Uri.TryCreate(Registry, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new RegistryException($"'{Registry}' is not the address of a schema registry: write http://… or https://….");
        }

        var missing = new List<ContractVersion>();
        foreach (ContractVersion published in new RegistryVersions(address, TopicPrefix).Of(candidate))
        {
            if (!shipped.Concat(missing).Any(version => version.Schema.Equals(published.Schema)))
            {
                missing.Add(published);
            }
        }

        return missing;
    }
}
