using EventSchemas.Avro;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace EventSchemas.Build;

/// <summary>An MSBuild task that does something with each event of a compiled assembly and its contract files.</summary>
public abstract class EventContractTask : Microsoft.Build.Utilities.Task
{
    private readonly string _deed;
    private readonly List<ITaskItem> _written = [];

    private protected EventContractTask(string deed)
    {
        _deed = deed;
    }

    private protected ContractFolder Files => new(ContractFolder);

    private protected BreakCheck Breaks => new(Compatibility, Dates.Parse(Today) ?? DateTime.UtcNow.Date);

    /// <summary>The compiled assembly.</summary>
    [Required]
    public string AssemblyPath { get; set; } = "";

    /// <summary>The folder of the contract files; it need not exist.</summary>
    [Required]
    public string ContractFolder { get; set; } = "";

    /// <summary>The compatibility level of events that don't name one.</summary>
    public string Compatibility { get; set; } = "FULL_TRANSITIVE";

    /// <summary>The day that justifications are held against, as <c>yyyy-MM-dd</c>; the current one where it is empty.</summary>
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
                Handle(contract);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            Log.LogError($"EventSchemas could not {_deed} the contracts of {AssemblyPath} in {ContractFolder}: {e.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Does it; gives the files that were written, each with what to say about it.</summary>
    /// <exception cref="AvroSchemaException">A schema is not one.</exception>
    private protected abstract IEnumerable<(string Path, string Message)> Do(DeclaredContract contract);

    /// <summary>Says that an event's files are not what the task needs.</summary>
    private protected virtual void OnConflict(ContractConflictException conflict) => Log.LogError(conflict.Message);

    private void Handle(DeclaredContract contract)
    {
        if (!contract.CanNameAFile)
        {
            Log.LogError($"EventSchemas can't {_deed} a contract for the event type '{contract.EventType}': only letters, digits, '.', '_' and '-' can stand in its file's name.");
            return;
        }

        try
        {
            foreach ((string path, string message) in Do(contract))
            {
                Log.LogMessage(MessageImportance.High, message);
                _written.Add(new TaskItem(path));
            }
        }
        catch (AvroSchemaException e)
        {
            Log.LogError($"EventSchemas can't {_deed} a contract for {contract.EventType}: a schema is malformed. {e.Message}");
        }
        catch (RegistryException e)
        {
            Log.LogError($"EventSchemas can't {_deed} a contract for {contract.EventType}. {e.Message}");
        }
        catch (ContractConflictException e)
        {
            OnConflict(e);
        }
    }
}
