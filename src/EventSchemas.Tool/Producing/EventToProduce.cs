using System.CommandLine;
using System.Globalization;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Tool;

/// <summary>What a command produces: the event with its schema, key and topics. Immutable.</summary>
/// <param name="Descriptor">The event.</param>
/// <param name="Topics">Its topics, with the deployment's prefix.</param>
/// <param name="SchemaName">Where the schema comes from, for people.</param>
sealed record EventToProduce(EventDescriptor Descriptor, IReadOnlyList<string> Topics, string SchemaName)
{
    // The name of Python's root record: the conventions of an event without a contract follow from it.
    private const string OpenEdxRecord = "CloudEvent";

    public static Argument<string> EventType { get; } = new("event type")
    {
        Description = "The event type.",
        HelpName = "event type",
        CompletionSources = { EventTypeCompletion.Find },
    };

    public static Option<string?> Schema { get; } = new("--schema")
    {
        Description = "A schema file, or the id of a schema in the registry. Default: the event's contract.",
        HelpName = "file|id",
    };

    public static Option<string[]> Topic { get; } = new("--topic")
    {
        Description = "A topic, with the deployment's prefix; may be given several times. Default: that of the contract.",
        HelpName = "topic",
    };

    public static Option<string?> Key { get; } = new("--key")
    {
        Description = "The key of every event. Default: the member that the contract names.",
        HelpName = "text",
    };

    /// <summary>Finds the event.</summary>
    /// <exception cref="ToolException">Its schema or its topic isn't known.</exception>
    public static async Task<EventToProduce> FindAsync(
        ToolEnvironment environment, ParseResult result, BusConnection bus, CancellationToken cancellationToken)
    {
        string eventType = result.GetRequiredValue(EventType);
        KnownContract? contract = KnownBuild.Load(environment, result).Find(eventType);
        (AvroSchema schema, string name) = await SchemaOfAsync(environment, result, bus, contract, cancellationToken).ConfigureAwait(false);
        if (schema is not AvroRecordSchema record)
        {
            throw new ToolException($"{name} is a schema of the kind {schema.Kind}, and an event is a record.", ExitCode.Usage);
        }

        string? key = contract?.Key ?? (result.GetValue(Key) is null ? null : "key");
        var descriptor = new EventDescriptor(eventType, schema.ToJson(AvroJsonFormat.Registry))
        {
            Key = key is null ? null : contract?.Key is null ? new EventKeyDescriptor(key, "string") : KeyOf(record, key),
            KeyFormat = contract?.KeyFormat ?? EventKeyFormat.Avro,
            Conventions = contract?.Conventions
                ?? (record.Name == OpenEdxRecord ? EventConventions.OpenEdx : EventConventions.CloudEvents),
        };
        return new EventToProduce(descriptor, TopicsOf(result, bus, contract, eventType), name);
    }

    private static async Task<(AvroSchema Schema, string Name)> SchemaOfAsync(
        ToolEnvironment environment, ParseResult result, BusConnection bus, KnownContract? contract, CancellationToken cancellationToken)
    {
        if (result.GetValue(Schema) is not { } given)
        {
            ContractVersion version = contract?.Versions[0] ?? throw new ToolException(
                $"The schema of {result.GetRequiredValue(EventType)} isn't known: give {Schema.Name}, or name its "
                + $"contract by {KnownBuild.OptionNames}.",
                ExitCode.Usage);
            return (version.Schema, version.Path is { } path ? Path.GetRelativePath(environment.CurrentDirectory, path) : version.Name);
        }

        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
            ? (await RegisteredAsync(bus, id, cancellationToken).ConfigureAwait(false), $"schema {given}")
            : (await ReadAsync(environment.PathOf(given), cancellationToken).ConfigureAwait(false), given);
    }

    private static async Task<AvroSchema> RegisteredAsync(BusConnection bus, int id, CancellationToken cancellationToken)
    {
        RegistryClient registry = bus.Services.GetService<RegistryClient>()
            ?? throw new ToolException($"{bus.Transport} has no schema registry: give a file as {Schema.Name}.", ExitCode.Usage);
        try
        {
            return await registry.GetSchemaAsync(new WriterSchemaId(id), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RegistryRefusedException or RegistryUnavailableException)
        {
            throw new ToolException(e.Message, ExitCode.Unavailable);
        }
    }

    private static async Task<AvroSchema> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return AvroSchema.Parse(await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false));
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException($"{file}: {e.Message}", ExitCode.Unavailable);
        }
    }

    private static IReadOnlyList<string> TopicsOf(ParseResult result, BusConnection bus, KnownContract? contract, string eventType) =>
        result.GetValue(Topic) is { Length: > 0 } given ? given
        : contract is not null ? ContractTopics.Of(contract, bus.Options)
        : throw new ToolException($"The topic of {eventType} isn't known: give {Topic.Name}.", ExitCode.Usage);

    private static EventKeyDescriptor KeyOf(AvroRecordSchema record, string path) => KnownContract.KeyOf(record, path)
        ?? throw new ToolException($"{record.FullName} has no member {path}, which is the key in its contract.", ExitCode.Usage);
}
