using System.Diagnostics.CodeAnalysis;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace EventSchemas.Build;

/// <summary>An MSBuild task that runs an operation on the events of a compiled assembly, and logs what comes of it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "MSBuild disposes of no task, and a source without a timer holds nothing.")]
public abstract class EventContractTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private readonly string _verb;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<ITaskItem> _written = [];

    /// <param name="verb">What the task does with a contract, for its errors: "can't write a contract".</param>
    private protected EventContractTask(string verb)
    {
        _verb = verb;
    }

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
            DateTime today = Dates.Parse(Today) ?? DateTime.UtcNow.Date;
            Run(new ContractProject(contracts, new ContractFolder(ContractFolder), Compatibility, today), _cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (RegistryUnavailableException e)
        {
            Log.LogError(e.MessageFor(_verb));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            Log.LogError($"EventSchemas could not {_verb} the contracts of {AssemblyPath} in {ContractFolder}: {e.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Runs the operation.</summary>
    /// <exception cref="RegistryUnavailableException">A schema registry can't be asked about any event.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    private protected abstract void Run(ContractProject project, CancellationToken cancellationToken);

    /// <summary>Logs what an operation says.</summary>
    private protected void Report(Outcome outcome)
    {
        if (outcome.Severity == RuleSeverity.Error)
        {
            Log.LogError(null, outcome.Rule, null, outcome.File, outcome.Line ?? 0, 0, 0, 0, outcome.Message);
        }
        else if (outcome.Severity == RuleSeverity.Warning)
        {
            // A warning, because the terminal logger shows no message; the targets keep EVS2002 from becoming an error.
            Log.LogWarning(null, outcome.Rule, null, outcome.File, outcome.Line ?? 0, 0, 0, 0, outcome.Message);
        }
        else
        {
            Log.LogMessage(MessageImportance.High, "{0}", outcome.Message);
        }

        _written.AddRange(outcome.Written.Select(file => new TaskItem(file)));
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

    private protected RegistrySource Source => new(Registry, TopicPrefix, SubjectStrategy);
}
