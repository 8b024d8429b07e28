namespace EventSchemas.Generators;

/// <summary>Emits the event's producer: the interface that applications inject, and its implementation.</summary>
static class ProducerEmitter
{
    public static string InterfaceName(EventDeclaration @event) => $"I{Bare(@event)}Producer";

    public static string ClassName(EventDeclaration @event) => $"{Bare(@event)}Producer";

    public static void Emit(SourceWriter code, EventDeclaration @event)
    {
        string accessibility = @event.IsPublic ? "public" : "internal";
        string cref = @event.FullName.Substring("global::".Length);
        code.Line($"/// <summary>Publishes <see cref=\"{cref}\"/> events.</summary>");
        code.GeneratedCodeAttribute();
        code.Line($"{accessibility} interface {InterfaceName(@event)} : global::EventSchemas.IEventProducer<{@event.FullName}>;");
        code.Line();
        code.GeneratedCodeAttribute();
        code.Open($"internal sealed class {ClassName(@event)}(global::EventSchemas.IEventPublisher publisher) : {InterfaceName(@event)}");
        code.Line("public global::System.Threading.Tasks.Task<global::EventSchemas.PublishResult> PublishAsync(");
        code.Line($"    {@event.FullName} value, global::EventSchemas.PublishOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
        code.Line("    publisher.PublishAsync(value, options, cancellationToken);");
        code.Close();
    }

    private static string Bare(EventDeclaration @event) => @event.Name.TrimStart('@');
}
