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

    public static Argument<string> EventType { get; } = new("event type") { Description = "The event type." };

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
        KnownContract? contract = KnownContracts.Load(environment, result).Find(eventType);
        (AvroSchema schema, string name) = await SchemaOfAsync(environment, result, bus, contract, cancellationToken).ConfigureAwait(false);
        if (schema is not AvroRecordSchema record)
        {
            throw new ToolException($"{name} is a schema of the kind {schema.Kind}, and an event is a record.", ExitCode.Usage);
        }

        string? key = contract?.Key ?? (result.GetValue(Key) is null ? null : "key");
        var descriptor = new EventDescriptor(eventType, schema.ToJson(AvroJsonFormat.Registry))
        {
            Key = key is null ? null : new EventKeyDescriptor(key, contract?.Key is null ? "string" : PrimitiveOf(record, key)),
            KeyFormat = Enum.TryParse(contract?.KeyFormat, ignoreCase: true, out EventKeyFormat format) ? format : EventKeyFormat.Avro,
            Conventions = IsOpenEdx(contract, record) ? EventConventions.OpenEdx : EventConventions.CloudEvents,
        };
        return new EventToProduce(descriptor, TopicsOf(result, bus, contract, eventType), name);
    }

    private static async Task<(AvroSchema Schema, string Name)> SchemaOfAsync(
        ToolEnvironment environment, ParseResult result, BusConnection bus, KnownContract? contract, CancellationToken cancellationToken)
    {
        if (result.GetValue(Schema) is not { } given)
        {
            ContractVersion version = contract?.Versions[0] ?? throw new ToolException(
                $"The schema of {result.GetRequiredValue(EventType)} isn't known: give {Schema.Name}, or {KnownContracts.Option.Name} with "
                + "a folder that has its contract.",
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

    private static bool IsOpenEdx(KnownContract? contract, AvroRecordSchema record) => contract is null
        ? record.Name == OpenEdxRecord
        : contract.DeclaredBy is null or ContractFile.UsualAttribute;

    private static string PrimitiveOf(AvroRecordSchema record, string path)
    {
        AvroSchema schema = record;
        foreach (string name in path.Split('.'))
        {
            schema = KnownContract.RecordIn(schema) is { } within && within.IndexOf(name) is >= 0 and var index
                ? within.Fields[index].Schema
                : throw new ToolException($"{record.FullName} has no member {path}, which is the key in its contract.", ExitCode.Usage);
        }

        return schema.Kind.ToString().ToLowerInvariant();
    }
}
