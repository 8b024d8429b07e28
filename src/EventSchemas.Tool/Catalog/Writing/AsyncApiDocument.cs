using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EventSchemas.Tool;

/// <summary>The catalogue as a document of AsyncAPI 3: channels for topics, messages for events, operations for services.</summary>
static partial class AsyncApiDocument
{
    private const string Version = "3.0.0";
    private const string AvroFormat = "application/vnd.apache.avro+json;version=1.9.0";
    private const string KafkaBindingVersion = "0.5.0";

    // The media type that the services write in the headers of an event.
    private const string ContentType = "application/avro";

    private static readonly JsonSerializerOptions Options = new(ToolJson.Options) { MaxDepth = CatalogJson.MaxDepth };

    /// <summary>The document as JSON.</summary>
    public static string Of(Catalog catalog)
    {
        var messageIds = new ComponentNames();
        var channelIds = new ComponentNames();
        var operationIds = new ComponentNames();
        CatalogEvent[] events = [.. catalog.Events.Where(one => one.State != CatalogEventState.Retired)];
        Dictionary<string, string> messageIdOf = events.ToDictionary(
            one => one.EventType, one => messageIds.Of(one.EventType), StringComparer.Ordinal);
        var channels = new JsonObject();
        var operations = new JsonObject();
        foreach (IGrouping<string, CatalogEvent> topic in events
            .SelectMany(one => TopicsOf(one).Select(name => (Topic: name, Event: one)))
            .GroupBy(one => one.Topic, one => one.Event, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            string channel = channelIds.Of(topic.Key.Length == 0 ? "unknown-topic" : topic.Key);
            channels[channel] = ChannelOf(topic.Key, topic, messageIdOf);
            foreach ((string service, string action, bool isSeenOnly, IEnumerable<CatalogEvent> used) in UsesOf(topic.Key, topic))
            {
                JsonObject operation = OperationOf(service, action, channel, used.Select(one => messageIdOf[one.EventType]));
                if (isSeenOnly)
                {
                    operation["description"] = "Seen on the bus; no build and no settings say so.";
                    operation["x-seen-only"] = true;
                }

                operations[operationIds.Of($"{service}.{action}.{channel}")] = operation;
            }
        }

        var messages = new JsonObject();
        foreach (CatalogEvent one in events)
        {
            messages[messageIdOf[one.EventType]] = MessageOf(one);
        }

        return new JsonObject
        {
            ["asyncapi"] = Version,
            ["info"] = new JsonObject
            {
                ["title"] = catalog.Title,
                ["version"] = catalog.Day,
                ["description"] = "The events of these services, with who sends and who receives them.",
            },
            ["defaultContentType"] = ContentType,
            ["channels"] = channels,
            ["operations"] = operations,
            ["components"] = new JsonObject { ["messages"] = messages },
        }.ToJsonString(Options) + "\n";
    }

    // Empty where nobody says the topic.
    private static IEnumerable<string> TopicsOf(CatalogEvent one) =>
        new[] { one.Topic }.Concat(one.Publishers.Select(publisher => publisher.Topic)).OfType<string>().DefaultIfEmpty("").Distinct();

    private static JsonObject ChannelOf(string topic, IEnumerable<CatalogEvent> events, Dictionary<string, string> messageIdOf)
    {
        var messages = new JsonObject();
        foreach (string id in events.Select(one => messageIdOf[one.EventType]))
        {
            messages[id] = Reference("components", "messages", id);
        }

        return topic.Length == 0
            ? new JsonObject { ["address"] = null, ["messages"] = messages }
            : new JsonObject { ["address"] = topic, ["messages"] = messages };
    }

    private static IEnumerable<(string Service, string Action, bool IsSeenOnly, IEnumerable<CatalogEvent> Events)> UsesOf(
        string topic, IEnumerable<CatalogEvent> events) => events
        .SelectMany(one => one.Publishers
            .Where(publisher => publisher.IsEnabled != false && (publisher.Topic ?? one.Topic ?? "") == topic)
            .Select(publisher => (publisher.Service, Action: "send", IsSeenOnly: publisher.Seen is not null, Event: one))
            .Concat(one.Subscribers.Select(subscriber =>
                (subscriber.Service, Action: "receive", IsSeenOnly: false, Event: one))))
        .GroupBy(use => (use.Service, use.Action, use.IsSeenOnly))
        .OrderBy(same => same.Key.Service, StringComparer.Ordinal)
        .ThenBy(same => same.Key.Action, StringComparer.Ordinal)
        .ThenBy(same => same.Key.IsSeenOnly)
        .Select(same => (
            same.Key.Service, same.Key.Action, same.Key.IsSeenOnly, same.Select(use => use.Event).DistinctBy(one => one.EventType)));

    private static JsonObject OperationOf(string service, string action, string channel, IEnumerable<string> messages) => new()
    {
        ["action"] = action,
        ["title"] = service,
        ["channel"] = Reference("channels", channel),
        ["messages"] = new JsonArray([.. messages.Select(id => Reference("channels", channel, "messages", id))]),
        ["tags"] = new JsonArray(new JsonObject { ["name"] = service }),
        ["x-service"] = service,
    };

    private static JsonObject MessageOf(CatalogEvent one)
    {
        var message = new JsonObject { ["name"] = one.EventType };
        Add(message, "title", one.Record?[(one.Record.LastIndexOf('.') + 1)..]);
        Add(message, "summary", one.Summary);
        Add(message, "description", one.Description);
        if (one.Versions.FirstOrDefault(version => version.IsCurrent) is { } current)
        {
            message["payload"] = new JsonObject
            {
                ["schemaFormat"] = AvroFormat,
                ["schema"] = NodeOf(current.Schema),
            };
        }

        if (one.Key is { } key)
        {
            message["bindings"] = new JsonObject
            {
                ["kafka"] = new JsonObject
                {
                    ["key"] = new JsonObject { ["type"] = "string", ["description"] = $"The value of {key}." },
                    ["bindingVersion"] = KafkaBindingVersion,
                },
            };
        }

        if (one.Examples?.Json is { ValueKind: JsonValueKind.Object } example)
        {
            message["examples"] = new JsonArray(new JsonObject { ["payload"] = NodeOf(example) });
        }

        Add(message, "x-owner", one.Owner);
        Add(message, "x-compatibility", one.Compatibility);
        Add(message, "x-personal-data", one.HasPersonalData.ToString().ToLowerInvariant());
        return message;
    }

    private static JsonNode? NodeOf(JsonElement json) =>
        JsonNode.Parse(json.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = CatalogJson.MaxDepth });

    private static void Add(JsonObject to, string name, string? value)
    {
        if (value is not null)
        {
            to[name] = value;
        }
    }

    private static JsonObject Reference(params string[] path) =>
        new() { ["$ref"] = "#/" + string.Join('/', path) };

    /// <summary>Names as AsyncAPI has them, each once.</summary>
    private sealed partial class ComponentNames
    {
        private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

        public string Of(string text)
        {
            string name = Forbidden().Replace(text, "_");
            string unique = name;
            for (int number = 2; !_taken.Add(unique); number++)
            {
                unique = FormattableString.Invariant($"{name}_{number}");
            }

            return unique;
        }

        [GeneratedRegex(@"[^a-zA-Z0-9.\-_]")]
        private static partial Regex Forbidden();
    }
}
