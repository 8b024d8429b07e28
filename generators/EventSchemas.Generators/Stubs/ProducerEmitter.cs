namespace EventSchemas.Generators;

/// <summary>Emits the event's producer: the interface that applications inject, and its implementation.</summary>
static class ProducerEmitter
{
    public static string InterfaceName(EventDeclaration declaration) => $"I{BareName(declaration)}Producer";

    public static string ClassName(EventDeclaration declaration) => $"{BareName(declaration)}Producer";

    /// <summary>The event's name as a part of other names.</summary>
    public static string BareName(EventDeclaration declaration) => declaration.Name.TrimStart('@');

    public static void Emit(SourceWriter code, EventDeclaration declaration)
    {
        string type = declaration.FullName;
        string accessibility = declaration.IsPublic ? "public" : "internal";
        code.Line($"/// <summary>Publishes <see cref=\"{type}\"/> events.</summary>");
        code.GeneratedCodeAttribute();
        code.Line($"{accessibility} interface {InterfaceName(declaration)} : global::EventSchemas.IEventProducer<{type}>;");
        code.Line();
        code.GeneratedCodeAttribute();
        code.Open(
            $"internal sealed class {ClassName(declaration)}(global::EventSchemas.IEventPublisher publisher) "
            + $": {InterfaceName(declaration)}");
        code.Line("public global::System.Threading.Tasks.Task<global::EventSchemas.PublishResult> PublishAsync(");
        code.Line($"    {type} value,");
        code.Line("    global::EventSchemas.PublishOptions? options = null,");
        code.Line("    global::System.Threading.CancellationToken cancellationToken = default) =>");
        code.Line("    publisher.PublishAsync(value, options, cancellationToken);");
        code.Close();
    }
}
