namespace EventSchemas.Generators;

/// <summary>Emits the event's part that implements <c>IEventContract</c>.</summary>
static class ContractEmitter
{
    public static void Emit(SourceWriter code, EventDeclaration @event, string? schema, string? readingSchema)
    {
        string contract = $"global::EventSchemas.IEventContract<{@event.FullName}>";
        string codec = CodecNames.Qualified(@event.FullName);
        string missing = $"throw new global::System.InvalidOperationException({SyntaxNames.Literal($"{@event.Name} has no schema: its declaration has errors, which the build reports.")})";
        code.Open($"partial {@event.Keyword} {@event.Name} : {contract}");
        code.Line(schema is null
            ? $"static global::EventSchemas.EventDescriptor {contract}.Descriptor => {missing};"
            : $"static global::EventSchemas.EventDescriptor {contract}.Descriptor {{ get; }} = {Descriptor(@event, schema, readingSchema)};");
        code.Line();
        code.Line($"static global::System.Type {contract}.ProducerType => typeof({ProducerEmitter.InterfaceName(@event)});");
        code.Line();
        code.Line($"static global::EventSchemas.IEventProducer<{@event.FullName}> {contract}.CreateProducer(global::EventSchemas.IEventPublisher publisher) => new {ProducerEmitter.ClassName(@event)}(publisher);");
        code.Line();
        code.Line($"static void {contract}.Write(ref global::EventSchemas.AvroWriter writer, {@event.FullName} value) => {(schema is null ? missing : $"{codec}.Write(ref writer, value)")};");
        code.Line();
        EmitWriteKey(code, @event, contract);
        code.Line();
        code.Line($"static {@event.FullName} {contract}.Read(ref global::EventSchemas.AvroReader reader) => {(schema is null ? missing : $"{codec}.Read(ref reader)")};");
        code.Line();
        code.Line($"static {@event.FullName} {contract}.Read(ref global::EventSchemas.AvroReader reader, global::EventSchemas.ResolutionPlan plan) => {(schema is null ? missing : $"{codec}.Read(ref reader, plan.Root)")};");
        code.Close();
    }

    private static string Descriptor(EventDeclaration @event, string schema, string? readingSchema)
    {
        string key = @event.Key is { } declared
            ? $"new global::EventSchemas.EventKeyDescriptor({SyntaxNames.Literal(declared.SchemaPath)}, {SyntaxNames.Literal(declared.Type.Schema.Kind.ToString().ToLowerInvariant())})"
            : "null";
        return $"new({SyntaxNames.Literal(@event.EventType)}, {SyntaxNames.Literal(schema)}) {{ "
            + (readingSchema is null ? "" : $"ReadingSchema = global::EventSchemas.Avro.AvroSchema.Parse({SyntaxNames.Literal(readingSchema)}), ")
            + $"Topic = {SyntaxNames.Literal(@event.Topic)}, "
            + $"Key = {key}, "
            + $"FeatureFlag = {SyntaxNames.Literal(@event.FeatureFlag)}, "
            + $"StableBecause = {SyntaxNames.Literal(@event.StableBecause)}, "
            + $"Owner = {SyntaxNames.Literal(@event.Owner)}, "
            + (@event.IsMirror ? "Role = global::EventSchemas.EventRole.Mirror, " : "")
            + $"PersonalData = [{string.Join(", ", @event.PersonalData.Select(SyntaxNames.Literal))}] }}";
    }

    private static void EmitWriteKey(SourceWriter code, EventDeclaration @event, string contract)
    {
        code.Open($"static void {contract}.WriteKey(ref global::EventSchemas.AvroWriter writer, {@event.FullName} value)");
        if (@event.Key is { } key)
        {
            string expression = "value";
            string name = @event.Name;
            for (int i = 0; i < key.Members.Count; i++)
            {
                expression += "." + key.Members[i];
                name += "." + key.Members[i];
                bool isLast = i == key.Members.Count - 1;
                if (!isLast || key.Type.IsReference)
                {
                    expression = $"({expression} ?? throw writer.NullMember({SyntaxNames.Literal(name)}))";
                }
            }

            code.Line(ScalarMethods.Write(key.Type, expression) + ";");
        }

        code.Close();
    }
}
