using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary>A folder with contract files of events, deleted with this.</summary>
sealed class ContractFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventschemas-");

    public string Path => _folder.FullName;

    /// <summary>The folder with the contract of an event.</summary>
    public static ContractFiles Of<TEvent>()
        where TEvent : class, IEventContract<TEvent>
    {
        var files = new ContractFiles();
        files.Add<TEvent>();
        return files;
    }

    /// <summary>Adds the contract of an event.</summary>
    public void Add<TEvent>()
        where TEvent : class, IEventContract<TEvent>
    {
        EventDescriptor descriptor = TEvent.Descriptor;
        File.WriteAllText(System.IO.Path.Combine(Path, $"{descriptor.EventType}.avsc"), descriptor.RegistryText);
        File.WriteAllText(System.IO.Path.Combine(Path, $"{descriptor.EventType}.contract.json"), JsonSerializer.Serialize(new
        {
            eventType = descriptor.EventType,
            topic = descriptor.Topic,
            key = descriptor.Key?.Path,
            compatibility = "FULL_TRANSITIVE",
            personalData = descriptor.PersonalData,
            sha256 = "",
        }));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
