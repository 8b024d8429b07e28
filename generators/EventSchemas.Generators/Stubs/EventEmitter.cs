using EventSchemas.Avro;

namespace EventSchemas.Generators;

/// <summary>Emits what an event gets: its contract, its producer and its consumer stub.</summary>
static class EventEmitter
{
    public static string FileName(EventDeclaration @event) =>
        string.Concat(@event.FullName.Substring("global::".Length).Select(c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '_')) + ".g.cs";

    /// <summary>The file. Without a schema it has the same signatures, which throw: the analyzers say what keeps the event from working.</summary>
    public static string Emit(EventDeclaration @event)
    {
        string? schema = EventSchemaBuilder.Build(@event)?.ToJson(AvroJsonFormat.Registry);
        SourceWriter code = SourceWriter.NewFile();
        if (schema is not null)
        {
            EmitAssemblyAttribute(code, @event, schema);
        }

        if (@event.Namespace.Length > 0)
        {
            code.Line($"namespace {@event.Namespace};");
            code.Line();
        }

        foreach (ContainingType type in @event.ContainingTypes)
        {
            code.Open($"partial {type.Keyword} {type.Name}");
        }

        ContractEmitter.Emit(code, @event, schema, EventSchemaBuilder.BuildForReading(@event)?.ToJson(AvroJsonFormat.Registry));
        code.Line();
        ProducerEmitter.Emit(code, @event);
        foreach (ContainingType unused in @event.ContainingTypes)
        {
            code.Close();
        }

        code.Line();
        ConsumerEmitter.Emit(code, @event);
        return code.ToString();
    }

    private static void EmitAssemblyAttribute(SourceWriter code, EventDeclaration @event, string schema)
    {
        string options = Option("Topic", @event.Topic)
            + Option("Key", @event.Key?.SchemaPath)
            + Option("Compatibility", @event.Compatibility)
            + Option("ReadingSchema", @event.IsMirror ? EventSchemaBuilder.BuildForReading(@event)?.ToJson(AvroJsonFormat.Registry) : null)
            + (@event.IsMirror ? ", Role = global::EventSchemas.EventRole.Mirror" : "")
            + Options("PersonalData", @event.PersonalData)
            + Options("JustifiedBreaks", @event.Justifications.Where(justified => justified.Reason.Trim().Length > 0).Select(justified => justified.Expires is null ? justified.Subject : $"{justified.Subject} until {justified.Expires}"));
        code.Line($"[assembly: global::EventSchemas.EventContract({SyntaxNames.Literal(@event.EventType)}, {SyntaxNames.Literal(schema)}{options})]");
        code.Line();
    }

    private static string Options(string name, IEnumerable<string> values) =>
        values.Any() ? $", {name} = new[] {{ {string.Join(", ", values.Select(SyntaxNames.Literal))} }}" : "";

    private static string Option(string name, string? value) => value is null ? "" : $", {name} = {SyntaxNames.Literal(value)}";
}
