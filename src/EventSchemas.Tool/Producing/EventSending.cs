using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Tool;

/// <summary>
/// Sends events in their order, a bounded number at a time. Nothing is sent any more after a failure, or an interruption; what was sent by
/// then is waited for, so that the result says what became of it.
/// </summary>
sealed class EventSending(
    BusConnection bus, EventToProduce produced, EventEncoding encoding, TimeProvider time, Action<string> show)
{
    private const int MaxInFlight = 100;

    private readonly UndeliveredSender _sender = bus.Services.GetRequiredService<UndeliveredSender>();
    private readonly EventIdGenerator _ids = new(time);
    private readonly Queue<(int Line, Task<PublishResult> Sent)> _inFlight = new();
    private readonly List<FailedLine> _failed = [];
    private int _delivered;

    public async Task<ProduceResult> RunAsync(InputText input, int events, CancellationToken cancellationToken)
    {
        int? notSentFrom = null;
        using TextReader text = input.Open();
        foreach (InputEvent one in InputEvents.Read(text, CancellationToken.None))
        {
            if (_inFlight.Count == MaxInFlight)
            {
                await EndOneAsync().ConfigureAwait(false);
                show($"{_delivered} of {events}");
            }

            if (_failed.Count > 0 || cancellationToken.IsCancellationRequested)
            {
                notSentFrom = one.Line;
                break;
            }

            _inFlight.Enqueue((one.Line, _sender.SendAsync(EventOf(one), trace: null, CancellationToken.None)));
        }

        while (_inFlight.Count > 0)
        {
            await EndOneAsync().ConfigureAwait(false);
        }

        return new ProduceResult(events, _delivered, _failed, notSentFrom);
    }

    private async Task EndOneAsync()
    {
        (int line, Task<PublishResult> sent) = _inFlight.Dequeue();
        try
        {
            await sent.ConfigureAwait(false);
            _delivered++;
        }
        catch (EventPublishException e)
        {
            _failed.Add(new FailedLine(line, e.Message));
        }
    }

    private UndeliveredEvent EventOf(InputEvent input)
    {
        (byte[] value, byte[]? key) = encoding.Encode(input);
        return new UndeliveredEvent
        {
            EventType = produced.Descriptor.EventType,
            Id = _ids.Next(produced.Descriptor.Conventions.IdVersion),
            Time = time.GetUtcNow(),
            Topics = produced.Topics,
            Schema = produced.Descriptor.RegistryText,
            KeyMember = produced.Descriptor.Key,
            KeyFormat = produced.Descriptor.KeyFormat,
            Conventions = produced.Descriptor.Conventions,
            Key = key,
            Value = value,
        };
    }
}

/// <summary>What became of the events. Immutable.</summary>
/// <param name="Events">How many there are.</param>
/// <param name="Delivered">How many the bus has.</param>
/// <param name="Failed">Those that it doesn't have, or perhaps not.</param>
/// <param name="NotSentFrom">The line of the first event that wasn't sent; null if all were.</param>
sealed record ProduceResult(int Events, int Delivered, IReadOnlyList<FailedLine> Failed, int? NotSentFrom);

/// <summary>An event that wasn't delivered. Immutable.</summary>
/// <param name="Line">The line where it begins.</param>
/// <param name="Problem">Why.</param>
sealed record FailedLine(int Line, string Problem);
