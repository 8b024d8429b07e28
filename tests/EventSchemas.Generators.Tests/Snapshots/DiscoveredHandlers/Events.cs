namespace Acme;

[OpenEdxEvent("org.acme.opened.v1")]
public sealed partial record Opened(string Name);

[OpenEdxEvent("org.acme.closed.v1")]
public sealed partial record Closed(string Name);

public sealed class WelcomeMail : IEventHandler<Opened>
{
    public Task HandleAsync(Opened value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

[HandlerName("audit")]
public sealed class AuditLog : IEventHandler<Opened>, IEventHandler<Closed>
{
    public Task HandleAsync(Opened value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task HandleAsync(Closed value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}

public static class Sample
{
    public static IEnumerable<object> Values =>
        [.. ((Registrations)new Registrations().AddDiscoveredHandlers()).Lines, new Opened("o"), new Closed("c")];
}

public sealed class Registrations : IConsumerGroupBuilder
{
    public string Name => "group";

    public List<string> Lines { get; } = [];

    public IConsumerGroupBuilder Handle<TEvent, THandler>(string name)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventHandler<TEvent>
    {
        Lines.Add($"{typeof(THandler).Name} handles {typeof(TEvent).Name} as {name}");
        return this;
    }
}
