using System.Diagnostics;
using System.Globalization;
using System.Text;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSchemas.EntityFrameworkCore.LedgerWorker;

/// <summary>
/// A bus in a folder: each process appends what it sends to a file of its own, a line in one write, with the time by a clock that all
/// processes of the machine share. Every process handles the lines of all, from the place that was committed last.
/// </summary>
sealed class FileBus(
    LedgerSettings settings,
    KillPoint kill,
    EventBusRegistrations registrations,
    IServiceScopeFactory scopes,
    BusProgress progress,
    EventBusTelemetry telemetry,
    TimeProvider time) : IPublishingTransport, IConsumingTransport, IDisposable
{
    private const int FramingLength = 5;

    private readonly Lock _gate = new();
    private readonly FileStream _file = new(
        Path.Combine(settings.Folder, $"bus-{settings.Name}"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public string Name => "Files";

    public string SystemName => "files";

    public int Headroom => FramingLength;

    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics) => new Sender(this, descriptor);

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IGroupConsumer CreateConsumer(ConsumerGroup group)
    {
        var partition = new PartitionProgress("files", time);
        progress.Add(group).Add(partition);
        var settler = new MessageSettler(group, scopes, new NoDeadLetters(), telemetry, time, NullLogger.Instance);
        return new Consumer(settings, kill, registrations, settler, partition);
    }

    public Task CheckAsync(ConsumerGroup group, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    private Task<PublishResult> Take(string eventType, in OutgoingEvent outgoing)
    {
        kill.Pass("sending");
        string value = Convert.ToHexString(outgoing.Encoded.Value.AsSpan(FramingLength));
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes(
                FormattableString.Invariant($"{Stopwatch.GetTimestamp()} {eventType} {outgoing.Id} {value}\n")));
        }

        kill.Pass("sent");
        return Task.FromResult<PublishResult>(new PublishResult.Delivered(outgoing.Id, [new DeliveredMessage("files", 0, 0)]));
    }

    private sealed class Sender(FileBus bus, EventDescriptor descriptor) : IEventSender
    {
        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken) =>
            bus.Take(descriptor.EventType, outgoing);
    }

    private sealed class Consumer(
        LedgerSettings settings, KillPoint kill, EventBusRegistrations registrations, MessageSettler settler, PartitionProgress partition)
        : IGroupConsumer
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

        private readonly CancellationTokenSource _stop = new();
        private Task _running = Task.CompletedTask;

        public void Start() => _running = Task.Run(RunAsync);

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await _stop.CancelAsync();
            await _running;
        }

        public void Dispose() => _stop.Dispose();

        private async Task RunAsync()
        {
            try
            {
                while (true)
                {
                    foreach (string file in Directory.GetFiles(settings.Folder, "bus-*").Order(StringComparer.Ordinal))
                    {
                        await ReadAsync(file);
                    }

                    await Task.Delay(Pause, _stop.Token);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The process stops.
            }
        }

        private async Task ReadAsync(string file)
        {
            string committed = Path.Combine(settings.Folder, $"position-{Path.GetFileName(file)}");
            long position = File.Exists(committed) ? long.Parse(await File.ReadAllTextAsync(committed), CultureInfo.InvariantCulture) : 0;
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            stream.Position = position;
            byte[] bytes = new byte[stream.Length - position];
            await stream.ReadExactlyAsync(bytes);
            int whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            foreach (string line in Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await settler.SettleAsync(new LineMessage(line, registrations), partition, _stop.Token);
                kill.Pass("handled");
                position += line.Length + 1;
                string unfinished = $"{committed}.{settings.Name}";
                await File.WriteAllTextAsync(unfinished, position.ToString(CultureInfo.InvariantCulture));
                File.Move(unfinished, committed, overwrite: true);
            }
        }
    }

    private sealed class NoDeadLetters : IDeadLetterQueue
    {
        public string Name => "none";

        public Task WriteAsync(ReceivedMessage message, DeadLetterReason reason, CancellationToken cancellationToken) =>
            throw new InvalidOperationException(reason.Text);
    }
}

/// <summary>A line of the bus as a message.</summary>
sealed class LineMessage(string line, EventBusRegistrations registrations) : ReceivedMessage
{
    public override string SystemName => "files";

    public override object Position => line;

    public override ReadOnlyMemory<byte> RawValue => default;

    public override ReadOnlyMemory<byte> Data => default;

    public override ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken)
    {
        string[] parts = line.Split(' ');
        EventRegistration registration = registrations.Events.Single(one => one.Descriptor.EventType == parts[1]);
        if (registration.EventClass != typeof(OrderEntered))
        {
            return new(ReadOutcome.Ignored.Instance);
        }

        EventMetadata metadata = EventContext.ForTest(parts[1]).Metadata with { Id = Guid.Parse(parts[2]) };
        OrderEntered value = AvroCodec.Deserialize<OrderEntered>(Convert.FromHexString(parts[3]));
        return new(new ReadOutcome.Event(registration, value, metadata, WriterSchema: null));
    }

    public override EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt) =>
        EventContext.ForTest(metadata.EventType) with { Metadata = metadata, Group = group, Handler = handler, Attempt = attempt };

    public override string ToLogText(bool mayBePersonal) => line;
}
