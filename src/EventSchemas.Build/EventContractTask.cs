using System.Diagnostics.CodeAnalysis;
using EventSchemas.Avro;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace EventSchemas.Build;

/// <summary>An MSBuild task that runs for each event of a compiled assembly.</summary>
[SuppressMessage("Design", "CA1001", Justification = "MSBuild disposes of no task, and a source without a timer holds nothing.")]
public abstract class EventContractTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    /// <summary>What follows from a contract whose level allows every edit, as a sentence with a space before it.</summary>
    private protected const string AllowsEveryEdit = " Its level is NONE, so no edit of the event is reported as a break.";

    private readonly string _verb;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<ITaskItem> _written = [];

    /// <param name="verb">What the task does with a contract, for its errors: "can't write a contract".</param>
    private protected EventContractTask(string verb)
    {
        _verb = verb;
    }

    private protected ContractFolder Folder => new(ContractFolder);

    /// <summary>Says that the build was cancelled.</summary>
    private protected CancellationToken Cancellation => _cancellation.Token;

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

    /// <summary>Ends the task before the next event; the files of one event are written completely.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc/>
    public sealed override bool Execute()
    {
        try
        {
            IReadOnlyList<DeclaredContract> contracts = ContractMetadataReader.Read(AssemblyPath);
            if (Prepare(contracts))
            {
                RunAll(contracts);
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (RegistryUnavailableException e)
        {
            LogUnavailable(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            Log.LogError($"EventSchemas could not {_verb} the contracts of {AssemblyPath} in {ContractFolder}: {e.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Looks at all events before the task runs for the first; whether it may run.</summary>
    private protected virtual bool Prepare(IReadOnlyList<DeclaredContract> contracts) => true;

    /// <summary>Runs the task for an event.</summary>
    /// <exception cref="AvroSchemaException">A schema is malformed.</exception>
    /// <exception cref="RegistryException">What a schema registry says about the event can't be read.</exception>
    /// <exception cref="RegistryUnavailableException">A schema registry can't be asked about any event.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    private protected abstract void Run(ContractCandidate candidate);

    /// <summary>Says what is to be said once, after the last event.</summary>
    private protected virtual void Finish()
    {
    }

    /// <summary>Reports that a registry can't be asked, for the whole project.</summary>
    private protected void LogUnavailable(RegistryUnavailableException e) =>
        Log.LogError($"EventSchemas can't {_verb} the events of this project against the schema registry. {e.Message}");

    /// <summary>How an event compares with its versions.</summary>
    private protected EventVerdict VerdictOf(ContractCandidate candidate, ContractHistory history) =>
        EventVerdict.Of(candidate, history, Dates.Parse(Today) ?? DateTime.UtcNow.Date);

    /// <summary>
    /// The names in a property, joined with <c>+</c>, which every shell leaves alone. On a command line MSBuild itself splits at semicolons
    /// and commas; in a project file names may be separated by them. An event type that has one of these is named as its file is.
    /// </summary>
    private protected static IReadOnlyList<string> NamesIn(string property) =>
    [
        .. property.Split(['+', ';', ','])
            .Select(name => name.Trim())
            .Where(name => name.Length > 0)
            .Select(ContractFileName.EventTypeOf),
    ];

    /// <summary>That an event is declared although it was retired.</summary>
    private protected string RetiredMessage(Retirement retirement) => Rules.Of(RuleIds.EventRetired).Message(
        retirement.EventType, retirement.Date, retirement.Reason, Folder.RetirementPath(retirement.EventType));

    /// <summary>Reports the files of one event that were written, in one message; none where there are none.</summary>
    /// <param name="files">The files, which are in one folder.</param>
    /// <param name="verb">What was done with the event: "accepted".</param>
    /// <param name="consequence">What follows from it, as a sentence with a space before it; or empty.</param>
    private protected void ReportWritten(IReadOnlyList<string> files, string verb, string consequence = "")
    {
        if (files.Count == 0)
        {
            return;
        }

        string names = string.Join(" and ", [files[0], .. files.Skip(1).Select(Path.GetFileName)]);
        string pronoun = files.Count == 1 ? "it" : "them";
        Log.LogMessage(MessageImportance.High, "{0}", $"EventSchemas {verb} {names}: commit {pronoun}.{consequence}");
        _written.AddRange(files.Select(file => new TaskItem(file)));
    }

    /// <summary>Writes the missing contract files of an event; returns what it wrote, or why it can't.</summary>
    private protected (IReadOnlyList<string> Written, string? Conflict) WriteMissing(ContractCandidate candidate)
    {
        if (Folder.RetirementOf(candidate.EventType) is { } retirement)
        {
            return ([], RetiredMessage(retirement));
        }

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

        // With nothing to compare with, the first build after a deletion would accept what was never accepted.
        if (!hasSchema && !hasContract && VerdictOf(candidate, Folder.HistoryOf(candidate.EventType)).Findings is { Count: > 0 } findings)
        {
            return ([], $"{schemaPath} is missing, and the record differs from what was shipped. {VerdictMessage.Listed(findings)} "
                + "Restore the file from version control, or undo the edit.");
        }

        return (Folder.WriteMissing(candidate.Schema, contract), null);
    }

    /// <summary>
    /// Reports the shipped events that no record declares any more; gives the event types that took their place, as far as that can be
    /// told.
    /// </summary>
    private protected IReadOnlyList<string> ReportMissing(IReadOnlyList<DeclaredContract> contracts)
    {
        string[] undeclared = [.. Folder.EventTypes.Except(contracts.Select(contract => contract.EventType))];
        IEnumerable<DeclaredContract> named = contracts.Where(contract => contract.EventType.Length > 0);
        DeclaredEvent[] declared = undeclared.Length == 0 ? [] : [.. named.Select(Declared)];
        MissingEvent[] missing =
            [.. undeclared.Select(eventType => MissingEvent.Of(eventType, ReadableHistoryOf(eventType), declared)).OfType<MissingEvent>()];
        foreach (MissingEvent one in missing)
        {
            LogError(RuleIds.EventMissing, one.Version.Path!, one.Message);
        }

        return [.. missing.Select(one => one.Successor?.EventType).OfType<string>()];
    }

    /// <summary>Reports a rule in a file.</summary>
    private protected void LogError(string rule, string file, string message) => Log.LogError(null, rule, null, file, 0, 0, 0, 0, message);

    private ContractHistory ReadableHistoryOf(string eventType)
    {
        try
        {
            return Folder.HistoryOf(eventType);
        }
        catch (AvroSchemaException e)
        {
            LogError(RuleIds.ContractUnreadable, Folder.SchemaPath(eventType), Rules.Of(RuleIds.ContractUnreadable).Message(e.Message));
            return ContractHistory.Empty;
        }
    }

    // What can't be read is reported where the task runs for the event.
    private DeclaredEvent Declared(DeclaredContract contract)
    {
        try
        {
            AvroSchema schema = contract.ToCandidate(Compatibility).Schema;
            return new DeclaredEvent(contract.EventType, contract.Record, schema, Folder.Shipped(contract.EventType).Count > 0);
        }
        catch (AvroSchemaException)
        {
            return new DeclaredEvent(contract.EventType, contract.Record, Schema: null, WasReleased: true);
        }
    }

    private void RunAll(IReadOnlyList<DeclaredContract> contracts)
    {
        foreach (DeclaredContract contract in contracts)
        {
            Cancellation.ThrowIfCancellationRequested();
            Run(contract);
        }

        Finish();
    }

    private void Run(DeclaredContract contract)
    {
        if (contract.EventType.Length == 0)
        {
            Log.LogError($"EventSchemas can't {_verb} a contract for an event without an event type.");
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

    /// <summary>How the subjects of <c>[AvroEvent]</c> are named; empty for <c>TopicName</c>.</summary>
    public string SubjectStrategy { get; set; } = "";

    /// <summary>All versions of an event that a registry has, in the order of their registration; none where none is asked.</summary>
    /// <exception cref="RegistryException">What the registry says about the event can't be read.</exception>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked about any event.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    private protected IReadOnlyList<ContractVersion> Registered(ContractCandidate candidate)
    {
        if (Registry.Length == 0)
        {
            return [];
        }

        string[] strategies = Enum.GetNames(typeof(SubjectNaming));
        int strategy = SubjectStrategy.Length == 0
            ? 0
            : Array.FindIndex(strategies, name => string.Equals(name, SubjectStrategy, StringComparison.OrdinalIgnoreCase));
        if (strategy < 0)
        {
            throw new RegistryUnavailableException(
                $"EventSchemasSubjectStrategy is '{SubjectStrategy}', but must be {string.Join(", ", strategies)}: write what the "
                + "service's SchemaRegistry:SubjectNameStrategy says.");
        }

        return Uri.TryCreate(Registry, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https")
            ? new RegistryVersions(address, new SubjectNames((SubjectNaming)strategy, TopicPrefix), Cancellation).Of(candidate)
            : throw new RegistryUnavailableException(
                $"'{Registry}' is not the address of a schema registry: write http://… or https://….");
    }
}
