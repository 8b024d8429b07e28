namespace EventSchemas.Generators;

/// <summary>Emits the event's producer: the interface that applications inject, and its implementation.</summary>
static class ProducerEmitter
{
    private const string ClassName = "Producer";

    /// <summary>The type that applications inject; the general one where the project has a type of the interface's name.</summary>
    public static string Injected(EventDeclaration declaration) => declaration.HasProducerInterface
        ? declaration.FullName.Substring(0, declaration.FullName.Length - declaration.Name.Length) + InterfaceName(declaration)
        : $"global::EventSchemas.IEventProducer<{declaration.FullName}>";

    /// <summary>The class that implements it.</summary>
    public static string Class(EventDeclaration declaration) => FileTypes.Qualified(declaration, ClassName);

    /// <summary>Emits the interface, beside the event.</summary>
    public static void EmitInterface(SourceWriter code, EventDeclaration declaration)
    {
        string accessibility = declaration.IsPublic ? "public" : "internal";
        code.Line($"/// <summary>Publishes <see cref=\"{declaration.FullName}\"/> events.</summary>");
        EventDocumentation.Emit(code, declaration);
        code.GeneratedCodeAttribute();
        code.ObsoleteAttribute(declaration.IsObsolete);
        code.Line(
            $"{accessibility} interface {InterfaceName(declaration)} : global::EventSchemas.IEventProducer<{declaration.FullName}>;");
    }

    /// <summary>Emits the class. Only its file can see it, so that a type of the project can have its name.</summary>
    public static void EmitClass(SourceWriter code, EventDeclaration declaration)
    {
        code.GeneratedCodeAttribute();
        code.ObsoleteAttribute(declaration.IsObsolete);
        code.Open(
            $"file sealed class {FileTypes.Name(declaration, ClassName)}(global::EventSchemas.IEventPublisher publisher) "
            + $": {Injected(declaration)}");
        code.Line("public global::System.Threading.Tasks.Task<global::EventSchemas.PublishResult> PublishAsync(");
        code.Line($"    {declaration.FullName} value,");
        code.Line("    global::EventSchemas.PublishOptions? options = null,");
        code.Line("    global::System.Threading.CancellationToken cancellationToken = default) =>");
        code.Line("    publisher.PublishAsync(value, options, cancellationToken);");
        code.Close();
    }

    private static string InterfaceName(EventDeclaration declaration) => GeneratedNames.ProducerInterface(declaration.Name);
}
