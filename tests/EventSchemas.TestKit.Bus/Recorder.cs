using System.Collections.Concurrent;

namespace EventSchemas.TestKit;

/// <summary>Records the calls of handlers, and can delay or fail them.</summary>
public sealed class Recorder
{
    private readonly ConcurrentQueue<(string Handler, string Number, EventContext Context)> _handled = new();

    public IReadOnlyList<(string Handler, string Number, EventContext Context)> Handled => [.. _handled];

    /// <summary>Called before a handler ends. An exception makes the handler fail.</summary>
    public Func<string, string, EventContext, CancellationToken, Task> Before { get; set; } = (_, _, _, _) => Task.CompletedTask;

    public async Task HandleAsync(string handler, string number, EventContext context, CancellationToken cancellationToken)
    {
        await Before(handler, number, context, cancellationToken);
        _handled.Enqueue((handler, number, context));
    }
}
