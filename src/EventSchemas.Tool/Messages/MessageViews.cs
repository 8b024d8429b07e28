using System.Buffers;
using System.Text;
using System.Text.Json;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>
/// Reads messages for people: decodes the event by its writer's schema or by its contract, and hides what is personal. Not safe for
/// concurrent use.
/// </summary>
sealed class MessageViews(ToolEnvironment environment, BusConnection bus, KnownBuild build, bool showsPersonalData)
{
    private const string Mask = "***";

    private readonly RegistryClient? _registry = bus.Services.GetService<RegistryClient>();
    private readonly Dictionary<(string Topic, int SchemaId), SubjectVersion?> _versions = [];
    private bool _hasWarned;

    /// <exception cref="EventBusReadException">Something that reading needs doesn't answer, such as the registry.</exception>
    public async ValueTask<MessageView> ReadAsync(TailMessage message, CancellationToken cancellationToken)
    {
        TailEvent read = await message.DecodeAsync(cancellationToken).ConfigureAwait(false);
        string? eventType = read.Metadata?.EventType ?? message.EventType;
        KnownContract? contract = build.Find(eventType);
        SubjectVersion? version = message.SchemaId is { } id
            ? await VersionAsync(message.Topic, id, cancellationToken).ConfigureAwait(false)
            : null;
        var view = new MessageView
        {
            Topic = message.Topic,
            Partition = message.Partition,
            Offset = message.Offset,
            EntryId = message.EntryId,
            Timestamp = message.Timestamp,
            EventType = eventType,
            Id = read.Metadata?.Id,
            Time = read.Metadata?.Time,
            Source = read.Metadata?.Source,
            Key = message.KeyText is { } key ? MaskedKey(key, contract) : null,
            SchemaId = message.SchemaId,
            Subject = version?.Subject,
            SchemaVersion = version?.Version,
            ValueBytes = message.Value?.Length,
            Headers = TextsOf(message),
        };
        return read.Problem is { } problem
            ? WithProblem(view, message, problem)
            : WithEvent(view, message, read.Event!, contract);
    }

    private MessageView WithEvent(MessageView view, TailMessage message, AnyEvent read, KnownContract? contract)
    {
        if (read is { WriterSchema: { } writer, Data: { } data })
        {
            try
            {
                return view with { Event = JsonOf(writer, data.Span, view.EventType, contract), Schema = writer };
            }
            catch (EventDataException e)
            {
                return WithProblem(view, message, e.Message);
            }
        }

        if (message.SchemaId is { } unknown)
        {
            return WithProblem(view, message, $"the registry has no schema with the id {unknown}");
        }

        return contract is null
            ? WithProblem(view, message, $"nobody knows its schema: name its contract by {KnownBuild.OptionNames}")
            : WithContract(view, message, contract);
    }

    /// <summary>A message that doesn't name its schema has the first one whose data ends where the message ends.</summary>
    private MessageView WithContract(MessageView view, TailMessage message, KnownContract contract)
    {
        string? problem = null;
        foreach (ContractVersion version in contract.Versions)
        {
            try
            {
                ReadOnlySpan<byte> data = message.Value.GetValueOrDefault().Span;
                string? key = KeyOf(JsonOf(version.Schema, data, masked: []), contract);
                return view with
                {
                    Event = JsonOf(version.Schema, data, view.EventType, contract),
                    Schema = version.Schema,
                    SchemaVersion = version.Number,
                    Key = key is null ? view.Key : MaskedKey(key, contract),
                    KeyToMatch = key,
                };
            }
            catch (EventDataException e)
            {
                problem ??= e.Message;
            }
        }

        return WithProblem(view, message, $"it fits no version of its contract: {problem}");
    }

    private MessageView WithProblem(MessageView view, TailMessage message, string problem) => view with
    {
        Problem = problem,
        Value = showsPersonalData && message.Value is { } value ? Convert.ToBase64String(value.Span) : null,
    };

    private JsonElement JsonOf(AvroSchema schema, ReadOnlySpan<byte> data, string? eventType, KnownContract? contract)
    {
        if (showsPersonalData)
        {
            return JsonOf(schema, data, masked: []);
        }

        Warn(eventType, contract);
        return JsonOf(schema, data, contract?.PersonalData ?? []);
    }

    private static JsonElement JsonOf(AvroSchema schema, ReadOnlySpan<byte> data, IReadOnlyList<string> masked)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            AvroJsonText.WriteMasked(schema, data, json, masked);
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    // Once: in a topic of many events it would hide them.
    private void Warn(string? eventType, KnownContract? contract)
    {
        if (contract is not { SaysPersonalData: true } && !_hasWarned)
        {
            _hasWarned = true;
            string missing = contract is null
                ? $"No contract is known of {Printable.Of(eventType ?? "some events")}"
                : $"{contract.Versions[0].Path} has no {ContractPath.ContractExtension} beside it";
            string text = $"{missing}, so that personal data in it is shown as it is. Name its contract by {KnownBuild.OptionNames}.";
            environment.Error.MarkupLineInterpolated($"[yellow]{text}[/]");
        }
    }

    private string MaskedKey(string key, KnownContract? contract) =>
        !showsPersonalData && contract is { HasPersonalKey: true } ? Mask : key;

    private static string? KeyOf(JsonElement json, KnownContract contract)
    {
        foreach (string name in contract.Key?.Split('.') ?? [])
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return null;
            }
        }

        return contract.Key is null ? null : json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText();
    }

    private static Dictionary<string, string?> TextsOf(TailMessage message)
    {
        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach ((string name, ReadOnlyMemory<byte>? value) in message.Headers)
        {
            texts[name] = value is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
        }

        return texts;
    }

    private async ValueTask<SubjectVersion?> VersionAsync(string topic, int schemaId, CancellationToken cancellationToken)
    {
        if (_registry is null || _versions.TryGetValue((topic, schemaId), out SubjectVersion? version))
        {
            return _versions.GetValueOrDefault((topic, schemaId));
        }

        try
        {
            AvroSchema schema = await _registry.GetSchemaAsync(new WriterSchemaId(schemaId), cancellationToken).ConfigureAwait(false);
            version = schema is AvroNamedSchema named
                ? await _registry.FindVersionAsync(schemaId, KafkaTopic.SubjectsOf(topic, named.FullName), cancellationToken)
                    .ConfigureAwait(false)
                : null;
        }
        catch (RegistryRefusedException)
        {
            // The message says what is wrong with its schema.
            version = null;
        }
        catch (RegistryUnavailableException e)
        {
            throw new EventBusReadException(e.Message, e);
        }

        return _versions[(topic, schemaId)] = version;
    }
}
