using System.Globalization;
using System.Text.Json;
using EventSchemas.OpenEdx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>The entries that the Python library wrote, byte for byte.</summary>
public sealed class VectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_event_that_is_passed_on_is_on_the_stream_as_the_Python_library_wrote_it()
    {
        await using Bus bus = await Bus.StartAsync();
        IEventPublisher publisher = await StartAsync(bus, service: "shop");
        foreach (JsonElement vector in Vectors.Written)
        {
            await PublishAsync(publisher, vector, new PublishOptions { Metadata = Vectors.MetadataOf(vector) });
        }

        IReadOnlyList<StreamEntry> entries = await bus.ReadAsync("dev-all");
        Assert.Equal(70, entries.Count);
        Assert.Equal(
            Vectors.Written.Select(vector => Vectors.Show(Vectors.FieldsOf(vector)!)), entries.Select(entry => Vectors.Show(entry.Values)));
    }

    [Fact]
    public async Task Every_event_is_on_the_stream_as_the_Python_library_wrote_it()
    {
        await using Bus bus = await Bus.StartAsync();
        IEventPublisher publisher = await StartAsync(bus, service: "lms");
        JsonElement[] vectors =
            [.. Vectors.Written.Where(one => !one.GetProperty("mode").GetString()!.StartsWith("metadata", StringComparison.Ordinal))];
        foreach (JsonElement vector in vectors)
        {
            EventMetadata metadata = Vectors.MetadataOf(vector);
            await PublishAsync(publisher, vector, new PublishOptions { Id = metadata.Id, Time = metadata.Time });
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

    private static async Task<IEventPublisher> StartAsync(Bus bus, string service)
    {
        IHost host = await bus.StartServiceAsync(
            events => events.AddProducers(OpenEdxEvents.All), recorder: null, Vectors.Settings(service));
        return host.Services.GetRequiredService<IEventPublisher>();
    }

    private static Task PublishAsync(IEventPublisher publisher, JsonElement vector, PublishOptions options)
    {
        var visitor = new PublishVisitor(publisher, (byte[])Vectors.FieldsOf(vector)![^1].Value!, options, Token);
        string type = vector.GetProperty("event_type").GetString()!;
        OpenEdxEvents.All.First(one => one.Descriptor.EventType == type).Accept(visitor);
        return visitor.Published!;
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
}
