using EventSchemas.Hosting;
using EventSchemas.OpenEdx.ContentAuthoring;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>Entries that were written with an older version of their event, which the entry doesn't say.</summary>
public sealed class OlderEntryTests
{
    private const string Amounts = "org.acme.amount.changed.v1";
    private const string Collections = "org.openedx.content_authoring.content_library.collection.created.v1";
    private const string Library = "lib:DemoX:CSPROB";
    private const string Collection = "lib-collection:DemoX:CSPROB:algebra";

    // Both versions read these two numbers, so that only the library says which of them wrote the entry.
    [Theory]
    [InlineData("1.0.0", "2 to 1")]
    [InlineData("1.99.4", "2 to 1")]
    [InlineData("1", "2 to 1")]
    [InlineData("2.0.0", "1 to 2")]
    [InlineData("2", "1 to 2")]
    [InlineData("11.2.0", "1 to 2")]
    [InlineData("340282366920938463463374607431768211456", "1 to 2")]
    public async Task The_library_says_which_version_is_tried_first(string library, string expected)
    {
        await using Bus bus = await Bus.StartAsync();
        var recorder = new Recorder();
        await StartAsync(bus, recorder);

        await AddAsync(bus, Amounts, library, [2, 4]);

        await Bus.Until(() => recorder.Handled.Count == 1, "it is handled");
        Assert.Equal(expected, recorder.Handled[0].Number);
    }

    [Theory]
    [InlineData("9.14.1", false, true)]
    [InlineData("9.20.0", true, true)]
    [InlineData("11.2.0", true, false)]
    [InlineData("0.1", true, false)]
    public async Task Events_of_Open_edX_are_read_with_the_versions_that_they_once_had(
        string library, bool hasBackground, bool hasLibraryKey)
    {
        await using Bus bus = await Bus.StartAsync();
        var recorder = new Recorder();
        await StartAsync(bus, recorder);

        byte[] background = hasBackground ? [1] : [];
        await AddAsync(bus, Collections, library, [.. hasLibraryKey ? Text(Library) : [], .. Text(Collection), .. background]);

        await Bus.Until(() => recorder.Handled.Count == 1, "it is handled");
        Assert.Equal($"{Collection} {hasBackground}", recorder.Handled[0].Number);
    }

    [Fact]
    public async Task An_event_that_is_not_declared_for_Redis_is_named_at_start()
    {
        await using Bus bus = await Bus.StartAsync();

        await bus.StartServiceAsync(events => events.AddProducer<UndeclaredEvent>().AddProducer<OrderPlaced>());

        string line = Assert.Single(
            bus.Log.At(LogLevel.Warning), line => line.Contains("isn't declared", StringComparison.Ordinal));
        Assert.StartsWith("org.acme.undeclared.v1 travels by Redis", line, StringComparison.Ordinal);
    }

    private static byte[] Text(string text) => [(byte)(text.Length * 2), .. System.Text.Encoding.UTF8.GetBytes(text)];

    private static Task<IHost> StartAsync(Bus bus, Recorder recorder) => bus.StartServiceAsync(
        events => events.AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnAmountChanged<AmountHandler>("amount")
            .OnLibraryCollectionCreated<CollectionHandler>("collection")),
        recorder,
        ("EventBus:Groups:group:Topics:0", "orders"));

    private static Task AddAsync(Bus bus, string type, string library, byte[] data) => bus.Database.StreamAddAsync(Bus.Orders,
    [
        new("type", type),
        new("id", Guid.NewGuid().ToString()),
        new("source", "openedx/cms/web"),
        new("time", "2024-01-02T03:04:05+00:00"),
        new("minorversion", "0"),
        new("sourcehost", "host"),
        new("sourcelib", library),
        new("event_data", data),
    ]);

    private sealed class AmountHandler(Recorder recorder) : IEventHandler<AmountChanged>
    {
        public Task HandleAsync(AmountChanged value, EventContext context, CancellationToken cancellationToken) =>
            recorder.HandleAsync("amount", $"{value.Before} to {value.After}", context, cancellationToken);
    }

    private sealed class CollectionHandler(Recorder recorder) : IEventHandler<LibraryCollectionCreated>
    {
        public Task HandleAsync(LibraryCollectionCreated value, EventContext context, CancellationToken cancellationToken) =>
            recorder.HandleAsync(
                "collection",
                $"{value.LibraryCollection.CollectionKey} {value.LibraryCollection.Background}",
                context,
                cancellationToken);
    }
}

/// <summary>The two have changed places since the version that was shipped, which no real project could do.</summary>
[OpenEdxEvent("org.acme.amount.changed.v1", Topic = "orders", StableBecause = "a test event")]
[JustifiedBreak("EVS3304", "The test is about it.")]
public sealed partial record AmountChanged(int Before, int After);

[OpenEdxEvent(
    "org.acme.undeclared.v1", Topic = "orders", StableBecause = "a test event", Transports = EventTransports.Kafka)]
public sealed partial record UndeclaredEvent(string Name);
