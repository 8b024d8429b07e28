namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// Runs a handler in a transaction of its context: what it writes with the context, the events that it publishes to it, and the note that
/// it has handled the event are committed together, or not at all. An event that it has handled isn't given to it again. The context is
/// that of <c>AddTransactionalHandlers</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TransactionalAttribute : Attribute;
