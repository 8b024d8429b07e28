using EventSchemas.Avro;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that writes the contract files that a compiled assembly's events lack: <c>&lt;event type&gt;.avsc</c> and
/// <c>&lt;event type&gt;.contract.json</c>.
/// </summary>
public sealed class WriteEventContracts : Microsoft.Build.Utilities.Task
{
    /// <summary>The compiled assembly.</summary>
    [Required]
    public string AssemblyPath { get; set; } = "";

    /// <summary>The folder of the contract files; it need not exist.</summary>
    [Required]
    public string ContractFolder { get; set; } = "";

    /// <summary>The compatibility level of events that don't name one.</summary>
    public string Compatibility { get; set; } = "FULL_TRANSITIVE";

    /// <summary>The files that were written.</summary>
    [Output]
    public ITaskItem[] WrittenFiles { get; private set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        try
        {
            var writer = new ContractWriter(ContractFolder, Compatibility);
            WrittenFiles = [.. ContractMetadataReader.Read(AssemblyPath).SelectMany(contract => Write(writer, contract))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            Log.LogError($"EventSchemas could not write the contract files of {AssemblyPath} into {ContractFolder}: {e.Message}");
        }

        return !Log.HasLoggedErrors;
    }

    private List<ITaskItem> Write(ContractWriter writer, DeclaredContract contract)
    {
        var items = new List<ITaskItem>();
        if (!IsFileName(contract.EventType))
        {
            Log.LogError($"EventSchemas can't write a contract for the event type '{contract.EventType}': only letters, digits, '.', '_' and '-' can stand in its file's name.");
            return items;
        }

        try
        {
            foreach (string file in writer.Write(contract))
            {
                Log.LogMessage(MessageImportance.High, $"EventSchemas wrote {file}: commit it. From now on edits of the event are held against it.");
                items.Add(new TaskItem(file));
            }
        }
        catch (AvroSchemaException e)
        {
            Log.LogError($"EventSchemas can't write a contract for {contract.EventType}: a schema is malformed. {e.Message}");
        }
        catch (ContractConflictException e)
        {
            Log.LogWarning(e.Message);
        }

        return items;
    }

    private static bool IsFileName(string eventType) =>
        eventType.Length > 0
        && eventType[0] != '.'
        && eventType.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-');
}
