namespace EventSchemas.Hosting.Tests;

[OpenEdxEvent("org.acme.lamp.lit.v1", Topic = "lamps", Key = "Name", FeatureFlag = "LampLitEvent")]
public sealed partial record LampLit(string Name);

[AvroEvent("com.acme.lamp.sold.v1", Topic = "lamps", StableBecause = "a test event")]
public sealed partial record LampSold(string Name);

sealed class FirstHandler(HandlerCalls calls) : IEventHandler<LampLit>
{
    public Task HandleAsync(LampLit value, EventContext context, CancellationToken cancellationToken) =>
        calls.HandleAsync(context, cancellationToken);
}

sealed class SecondHandler(HandlerCalls calls) : IEventHandler<LampLit>
{
    public Task HandleAsync(LampLit value, EventContext context, CancellationToken cancellationToken) =>
        calls.HandleAsync(context, cancellationToken);
}

/// <summary>Records the calls of handlers, and can fail them.</summary>
sealed class HandlerCalls
{
    private readonly Lock _lock = new();
    private readonly List<(string Handler, int Attempt)> _all = [];

    public IReadOnlyList<(string Handler, int Attempt)> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>An exception from here makes the handler fail.</summary>
    public Func<EventContext, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public Task HandleAsync(EventContext context, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _all.Add((context.Handler, context.Attempt));
        }

        return Before(context, cancellationToken);
    }
}
