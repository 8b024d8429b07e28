using System.Globalization;
using System.Text.Json;
using EventSchemas.Hosting;
using EventSchemas.OpenEdx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>The entries that the Python library wrote, byte for byte.</summary>
public sealed class VectorTests
{
    // What these vectors say and no service: events of openedx-events and of services here have the minor version 0, and a service that
    // has no name still says that it is one.
    private static readonly Dictionary<string, (string Field, string Here)> NeverWritten = new(StringComparer.Ordinal)
    {
        ["metadata: minor version 3, three-part library version"] = ("minorversion", "0"),
        ["metadata: empty source and host"] = ("source", "openedx//web"),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_entry_is_written_as_the_Python_library_wrote_it()
    {
        int written = 0;
        foreach (JsonElement vector in Vectors.Written)
        {
            string mode = vector.GetProperty("mode").GetString()!;
            JsonElement metadata = vector.GetProperty("metadata");
            NameValueEntry[] expected = Vectors.FieldsOf(vector)!;
            var writer = new WriterVisitor(metadata, (byte[])expected[^1].Value!);
            DefinitionOf(vector).Accept(writer);

            if (NeverWritten.TryGetValue(mode, out (string Field, string Here) other))
            {
                int field = Array.FindIndex(expected, one => one.Name == other.Field);
                Assert.NotEqual(other.Here, expected[field].Value.ToString());
                expected[field] = new NameValueEntry(other.Field, other.Here);
            }
            else
            {
                written++;
            }

            Assert.Equal(Vectors.Show(expected), Vectors.Show(writer.Fields!));
        }

        Assert.Equal((68, 70), (written, Vectors.Written.Count));
    }

    [Fact]
    public async Task Every_event_is_on_the_stream_as_the_Python_library_wrote_it()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = await bus.StartServiceAsync(
            events => events.AddProducers(OpenEdxEvents.All),
            recorder: null,
            [
                ("EventBus:ServiceName", "lms"),
                .. OpenEdxEvents.All.Select(one => ($"EventBus:Producers:{one.Descriptor.EventType}:Topics:0", (string?)"all")),
                .. OpenEdxEvents.All
                    .Where(one => one.Descriptor.FeatureFlag is not null)
                    .Select(one => ($"FeatureManagement:{one.Descriptor.FeatureFlag}", (string?)"true")),
            ]);
        IEventPublisher publisher = service.Services.GetRequiredService<IEventPublisher>();
        JsonElement[] vectors =
            [.. Vectors.Written.Where(one => !one.GetProperty("mode").GetString()!.StartsWith("metadata", StringComparison.Ordinal))];
        foreach (JsonElement vector in vectors)
        {
            byte[] data = (byte[])Vectors.FieldsOf(vector)![^1].Value!;
            var visitor = new PublishVisitor(publisher, vector.GetProperty("metadata"), data);
            DefinitionOf(vector).Accept(visitor);
            await visitor.Published!;
        }

        IReadOnlyList<StreamEntry> entries = await bus.ReadAsync("dev-all");
        Assert.Equal(
            vectors.Select(vector => WithoutHost(Vectors.FieldsOf(vector)!)), entries.Select(entry => WithoutHost(entry.Values)));
    }

    [Fact]
    public async Task Every_entry_of_the_Python_library_is_delivered()
    {
        await using Bus bus = await Bus.StartAsync();
        foreach (JsonElement vector in Vectors.Written)
        {
            await bus.Database.StreamAddAsync("dev-all", Vectors.FieldsOf(vector)!);
        }

        var recorder = new Recorder();
        await bus.StartServiceAsync(
            events => events.AddConsumerGroup(
                "group", StartAt.Earliest, group => group.HandleAny<AnyHandler>("any", OpenEdxEvents.All)),
            recorder,
            ("EventBus:Groups:group:Topics:0", "all"));

        await Bus.Until(() => recorder.Handled.Count >= Vectors.Written.Count, "all are handled");
        Assert.Equal(
            Vectors.Written.Select(vector => Show(vector.GetProperty("metadata"))),
            recorder.Handled.Select(handled => Show(handled.Context.Metadata)));
    }

    private static EventDefinition DefinitionOf(JsonElement vector)
    {
        string type = vector.GetProperty("event_type").GetString()!;
        return OpenEdxEvents.All.First(one => one.Descriptor.EventType == type);
    }

    private static string WithoutHost(NameValueEntry[] fields) => Vectors.Show([.. fields.Where(field => field.Name != "sourcehost")]);

    // What is empty is filled in by the reader, as in Python.
    private static string Show(JsonElement metadata)
    {
        string source = metadata.GetProperty("source").GetString()!;
        return $"{metadata.GetProperty("id").GetString()} {(source.Length > 0 ? source : "openedx/shop/web")} "
            + $"{IsoDateTime.Format(metadata.GetProperty("time").GetDateTimeOffset())} {metadata.GetProperty("minorversion").GetInt32()} "
            + string.Join('.', metadata.GetProperty("sourcelib").EnumerateArray());
    }

    private static string Show(EventMetadata metadata) => string.Create(
        CultureInfo.InvariantCulture,
        $"{metadata.Id} {metadata.Source} {IsoDateTime.Format(metadata.Time)} {metadata.MinorVersion} {metadata.SourceLibrary}");

    /// <summary>Reads an event of a vector, and writes it as a service does.</summary>
    private sealed class WriterVisitor(JsonElement metadata, byte[] data) : IEventVisitor
    {
        public NameValueEntry[]? Fields { get; private set; }

        public void Visit<TEvent>()
            where TEvent : class, IEventContract<TEvent>
        {
            string source = metadata.GetProperty("source").GetString()!;
            var options = new EventBusOptions { ServiceName = source.Length > 0 ? source.Split('/')[1] : "" };
            var service = new ServiceIdentity(Options.Create(options)) { Host = metadata.GetProperty("sourcehost").GetString()! };
            var registrations = new EventBusRegistrations("EventBus");
            registrations.Event<TEvent>();

            // What the package of the events says, unless it was another version.
            string library = string.Join('.', metadata.GetProperty("sourcelib").EnumerateArray());
            var settings = new RedisOptions { SourceLibrary = library == "11.2.0" ? null : library };
            var libraries = new SourceLibraries(Options.Create(settings), registrations, service);
            byte[] written = AvroCodec.Serialize(AvroCodec.Deserialize<TEvent>(data));
            Fields = new EntryWriter(TEvent.Descriptor, service, libraries.Of(TEvent.Descriptor)).Write(
                written,
                new OutgoingEvent(
                    new EncodedEvent(written, Key: null),
                    metadata.GetProperty("id").GetGuid(),
                    metadata.GetProperty("time").GetDateTimeOffset()));
        }
    }

    private sealed class PublishVisitor(IEventPublisher publisher, JsonElement metadata, byte[] data) : IEventVisitor
    {
        public Task? Published { get; private set; }

        public void Visit<TEvent>()
            where TEvent : class, IEventContract<TEvent> => Published = publisher.PublishAsync(
                AvroCodec.Deserialize<TEvent>(data),
                new PublishOptions
                {
                    Id = metadata.GetProperty("id").GetGuid(),
                    Time = metadata.GetProperty("time").GetDateTimeOffset(),
                },
                Token);
    }
}
