using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool.Tests;

/// <summary>A service's folder with contract files of one event, deleted with this.</summary>
sealed class ServiceFolder : IDisposable
{
    private readonly SettingsFolder _folder;
    private readonly ContractFolder _contracts;
    private readonly string _topic;
    private readonly string _level;

    /// <param name="bus">The registry that the settings name.</param>
    /// <param name="topic">The event's topic.</param>
    /// <param name="level">The event's level.</param>
    public ServiceFolder(EmbeddedBus bus, string topic, string level = "FULL_TRANSITIVE")
    {
        _folder = new SettingsFolder(bus.Settings);
        _contracts = new ContractFolder(System.IO.Path.Combine(_folder.Path, "schemas"));
        _topic = topic;
        _level = level;
    }

    /// <summary>The service's folder.</summary>
    public string Path => _folder.Path;

    /// <summary>The subject of the event.</summary>
    public string Subject => $"{_topic}-{EventType}.Order";

    private string EventType => $"org.acme.{_topic}.placed.v1";

    /// <summary>A schema whose fields are numbers.</summary>
    /// <param name="fields">The fields; those with a question mark behind them have a default.</param>
    public static string Schema(params string[] fields) => $$"""
        {"type":"record","name":"Order","fields":[{{string.Join(',', fields.Select(field => field.EndsWith('?')
            ? $$"""{"name":"{{field.TrimEnd('?')}}","type":"int","default":0}"""
            : $$"""{"name":"{{field}}","type":"int"}"""))}}]}
        """;

    /// <summary>Ships a version.</summary>
    public ServiceFolder Ship(int number, params string[] fields)
    {
        AvroSchema schema = AvroSchema.Parse(Schema(fields));
        _contracts.Ship(number, schema, ContractOf(schema));
        return Accept(fields);
    }

    /// <summary>Accepts a contract.</summary>
    public ServiceFolder Accept(params string[] fields)
    {
        AvroSchema schema = AvroSchema.Parse(Schema(fields));
        _contracts.Accept(schema, ContractOf(schema));
        return this;
    }

    /// <summary>The numbers of the shipped versions.</summary>
    public IEnumerable<int?> Shipped => _contracts.Shipped(EventType).Select(version => version.Number);

    public void Dispose() => _folder.Dispose();

    private ContractFile ContractOf(AvroSchema schema) => ContractFile.Of(
        EventType, schema, new ContractTerms(_topic, Key: null, IsMirror: false, _level, PersonalData: default));
}
