using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

/// <summary>
/// What becomes of crafted messages. The Python services deliver what is handled here; what they drop, and commit, is a dead letter here
/// if it is an event of the group.
/// </summary>
public sealed class CraftedMessageTests : IAsyncLifetime
{
    private const string EventType = "org.acme.order.placed.v1";
    private const string CaseHeader = "case";

    private static readonly (string Name, Outcome Outcome, Action<Crafted> Change)[] Cases =
    [
        ("as it is", Outcome.Handled, _ => { }),
        ("no type", Outcome.Ignored, m => m.Remove("ce_type")),
        ("two types", Outcome.Ignored, m => m.Add("ce_type", EventType)),
        ("another type", Outcome.Ignored, m => m.Set("ce_type", "org.acme.nope.v1")),
        ("the type in capitals", Outcome.Ignored, m => m.Rename("ce_type", "CE_TYPE")),
        ("no id", Outcome.DeadLetter, m => m.Remove("ce_id")),
        ("two ids", Outcome.DeadLetter, m => m.Add("ce_id", Guid.NewGuid().ToString())),
        ("a bad id", Outcome.DeadLetter, m => m.Set("ce_id", "not-an-id")),
        ("an id without dashes, in capitals", Outcome.Handled, m => m.Set("ce_id", Guid.NewGuid().ToString("N").ToUpperInvariant())),
        ("type and id only", Outcome.Handled, m => m.Keep("ce_type", "ce_id")),
        ("no time", Outcome.Handled, m => m.Remove("ce_time")),
        ("two sources", Outcome.DeadLetter, m => m.Add("ce_source", "openedx/other/web")),
        ("a source that is not UTF-8", Outcome.DeadLetter, m => m.Set("ce_source", [0xFF, 0xFE])),
        ("time Z", Outcome.Handled, m => m.Set("ce_time", "2024-05-06T07:08:09Z")),
        ("time Z with a fraction", Outcome.Handled, m => m.Set("ce_time", "2024-05-06T07:08:09.123456Z")),
        ("time with seven digits", Outcome.Handled, m => m.Set("ce_time", "2024-05-06T07:08:09.1234567+00:00")),
        ("time +0000", Outcome.Handled, m => m.Set("ce_time", "2024-05-06T07:08:09+0000")),
        ("time +00", Outcome.Handled, m => m.Set("ce_time", "2024-05-06T07:08:09+00")),
        ("time -00:00", Outcome.Handled, m => m.Set("ce_time", "2024-05-06T07:08:09-00:00")),
        ("time in the basic form", Outcome.Handled, m => m.Set("ce_time", "20240506T070809Z")),
        ("time with a comma", Outcome.Handled, m => m.Set("ce_time", "2024-05-06T07:08:09,5+00:00")),
        ("time of the year 1", Outcome.Handled, m => m.Set("ce_time", "0001-01-01T00:00:00+00:00")),
        ("time of the year 9999", Outcome.Handled, m => m.Set("ce_time", "9999-12-31T23:59:59.999999+00:00")),
        ("time without an offset", Outcome.DeadLetter, m => m.Set("ce_time", "2024-05-06T07:08:09")),
        ("time of another zone", Outcome.DeadLetter, m => m.Set("ce_time", "2024-05-06T07:08:09+02:00")),
        ("time that is none", Outcome.DeadLetter, m => m.Set("ce_time", "yesterday")),
        ("a minor version that is no number", Outcome.DeadLetter, m => m.Set("ce_minorversion", "abc")),
        ("a minor version beyond 32 bits", Outcome.Handled, m => m.Set("ce_minorversion", "99999999999999999999")),
        ("no minor version", Outcome.Handled, m => m.Remove("ce_minorversion")),
        ("a library that is a beta", Outcome.DeadLetter, m => m.Set("sourcelib", "1.2.0-beta")),
        ("a library beyond 32 bits", Outcome.Handled, m => m.Set("sourcelib", "1.99999999999999999999.0")),
        ("no library", Outcome.Handled, m => m.Remove("sourcelib")),
        ("another specification", Outcome.Handled, m => m.Set("ce_specversion", "2.0")),
        ("no specification", Outcome.Handled, m => m.Remove("ce_specversion")),
        ("another content type", Outcome.Handled, m => m.Set("content-type", "application/json")),
        ("no content types", Outcome.Handled, m => m.Remove("content-type", "ce_datacontenttype")),
        ("an unknown header", Outcome.Handled, m => m.Add("x-unknown", "1")),
        ("an unknown header without a value", Outcome.Handled, m => m.AddNull("x-null")),
        ("an unknown header that is not UTF-8", Outcome.Handled, m => m.Set("x-bytes", [0xFF])),
        ("a host without a value", Outcome.Handled, m =>
        {
            m.Remove("sourcehost");
            m.AddNull("sourcehost");
        }),
        ("no value", Outcome.Ignored, m => m.Value = null),
        ("an empty value", Outcome.DeadLetter, m => m.Value = []),
        ("five bytes", Outcome.DeadLetter, m => m.Value = m.Value![..5]),
        ("a bad first byte", Outcome.DeadLetter, m => m.Value![0] = 1),
        ("a schema that nobody knows", Outcome.DeadLetter, m => m.Value![3] = 0x77),
        ("a body that ends too early", Outcome.DeadLetter, m => m.Value = m.Value![..^1]),
        ("bytes behind the body", Outcome.Handled, m => m.Value = [.. m.Value!, 1, 2, 3]),
        ("no key", Outcome.Handled, m => m.Key = null),
        ("a key that is nonsense", Outcome.Handled, m => m.Key = [1, 2, 3]),
    ];

    private Bus _bus = null!;

    private enum Outcome
    {
        Handled,
        DeadLetter,
        Ignored,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Each_ends_as_its_case_says()
    {
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter");
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(
            bus => bus.AddProducer<OrderPlaced>()
                .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("one")),
            recorder);
        await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced("A-1", 1), cancellationToken: Token);
        await SendAsync(Received());

        int handled = 1 + Cases.Count(one => one.Outcome == Outcome.Handled);
        await Bus.Until(() => recorder.Handled.Count >= handled, $"{handled} are handled; {recorder.Handled.Count}");
        IDeadLetters deadLetters = service.Services.GetRequiredService<IDeadLetters>();
        int expected = Cases.Count(one => one.Outcome == Outcome.DeadLetter);
        await Bus.Until(() => Letters(deadLetters).Count >= expected, $"{expected} are dead letters");

        HashSet<string?> done = [.. recorder.Handled.Select(one => one.Context.HeaderText(CaseHeader))];
        HashSet<string?> dead = [.. Letters(deadLetters).Select(CaseOf)];
        Assert.Equal(
            Cases.Select(one => $"{one.Name}: {one.Outcome}"),
            Cases.Select(one => $"{one.Name}: {(done.Contains(one.Name) ? Outcome.Handled
                : dead.Contains(one.Name) ? Outcome.DeadLetter
                : Outcome.Ignored)}"));
    }

    private static IReadOnlyList<DeadLetter> Letters(IDeadLetters deadLetters) =>
        deadLetters.ReadAsync("group", Token).ToBlockingEnumerable(Token).ToList();

    private static string? CaseOf(DeadLetter letter) =>
        Encoding.UTF8.GetString(letter.Headers.First(header => header.Key == CaseHeader).Value!.Value.Span);

    private Message<byte[]?, byte[]?> Received()
    {
        var config = new ConsumerConfig { BootstrapServers = _bus.BootstrapServers, GroupId = "raw" };
        using IConsumer<byte[]?, byte[]?> consumer = new ConsumerBuilder<byte[]?, byte[]?>(config).Build();
        consumer.Assign(new TopicPartitionOffset($"{Bus.Prefix}-orders", 0, Offset.Beginning));
        return consumer.Consume(Bus.Deadline).Message;
    }

    private async Task SendAsync(Message<byte[]?, byte[]?> original)
    {
        using IProducer<byte[]?, byte[]?> producer =
            new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = _bus.BootstrapServers }).Build();
        foreach ((string name, _, Action<Crafted> change) in Cases)
        {
            var crafted = new Crafted(original);
            crafted.Set("ce_id", Guid.NewGuid().ToString());
            change(crafted);
            crafted.Set(CaseHeader, name);
            await producer.ProduceAsync($"{Bus.Prefix}-orders", crafted.ToMessage(), Token);
        }
    }

    /// <summary>A copy of a message that can be changed.</summary>
    private sealed class Crafted
    {
        private readonly List<(string Name, byte[]? Value)> _headers;

        public Crafted(Message<byte[]?, byte[]?> original)
        {
            _headers = [.. original.Headers.Select(header => (header.Key, (byte[]?)header.GetValueBytes()))];
            Key = original.Key;
            Value = [.. original.Value!];
        }

        public byte[]? Key { get; set; }

        public byte[]? Value { get; set; }

        public void Set(string name, string value) => Set(name, Encoding.UTF8.GetBytes(value));

        public void Set(string name, byte[] value)
        {
            Remove(name);
            _headers.Add((name, value));
        }

        public void Add(string name, string value) => _headers.Add((name, Encoding.UTF8.GetBytes(value)));

        public void AddNull(string name) => _headers.Add((name, null));

        public void Remove(params string[] names) => _headers.RemoveAll(header => names.Contains(header.Name));

        public void Keep(params string[] names) => _headers.RemoveAll(header => !names.Contains(header.Name));

        public void Rename(string from, string to)
        {
            int index = _headers.FindIndex(header => header.Name == from);
            _headers[index] = (to, _headers[index].Value);
        }

        public Message<byte[]?, byte[]?> ToMessage()
        {
            var headers = new Headers();
            _headers.ForEach(header => headers.Add(header.Name, header.Value));
            return new Message<byte[]?, byte[]?> { Key = Key, Value = Value, Headers = headers };
        }
    }
}
