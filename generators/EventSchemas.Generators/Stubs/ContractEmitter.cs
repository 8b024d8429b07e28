namespace EventSchemas.Generators;

/// <summary>Emits the event's part that implements <c>IEventContract</c>.</summary>
static class ContractEmitter
{
    public static void Emit(SourceWriter code, EventSchema @event)
    {
        EventDeclaration declaration = @event.Declaration;
        string type = declaration.FullName;
        string contract = $"global::EventSchemas.IEventContract<{type}>";
        string codec = CodecNames.Qualified(type);
        string problem = TypeNames.Literal($"{declaration.Name} has no schema: its declaration has errors, which the build reports.");
        string missing = $"throw new global::System.InvalidOperationException({problem})";
        string Body(string call) => @event.Schema is null ? missing : codec + call;
        code.Open($"partial {declaration.Keyword} {declaration.Name} : {contract}");
        code.Line(@event.Schema is { } schema
            ? $"static global::EventSchemas.EventDescriptor {contract}.Descriptor {{ get; }} = {Descriptor(declaration, schema, @event.ReadingSchema)};"
            : $"static global::EventSchemas.EventDescriptor {contract}.Descriptor => {missing};");
        code.Line();
        code.Line($"static global::System.Type {contract}.ProducerType => typeof({ProducerEmitter.InterfaceName(declaration)});");
        code.Line();
        code.Line($"static global::EventSchemas.IEventProducer<{type}> {contract}.CreateProducer(global::EventSchemas.IEventPublisher publisher) =>");
        code.Line($"    new {ProducerEmitter.ClassName(declaration)}(publisher);");
        code.Line();
        code.Line($"static void {contract}.Write(ref global::EventSchemas.AvroWriter writer, {type} value) =>");
        code.Line($"    {Body(".Write(ref writer, value)")};");
        code.Line();
        EmitWriteKey(code, declaration, contract);
        code.Line();
        code.Line($"static {type} {contract}.Read(ref global::EventSchemas.AvroReader reader) =>");
        code.Line($"    {Body(".Read(ref reader)")};");
        code.Line();
        code.Line($"static {type} {contract}.Read(ref global::EventSchemas.AvroReader reader, global::EventSchemas.ResolutionPlan plan) =>");
        code.Line($"    {Body(".Read(ref reader, plan.Root)")};");
        code.Close();
    }

    private static string Descriptor(EventDeclaration declaration, string schema, string? readingSchema)
    {
        EventAttribute attribute = declaration.Attribute;
        string key = declaration.Key is { SchemaPath: var path, Type.Schema.Kind: var kind }
            ? $"new global::EventSchemas.EventKeyDescriptor({TypeNames.Literal(path)}, {TypeNames.Literal(kind.ToString().ToLowerInvariant())})"
            : "null";
        return $"new({TypeNames.Literal(attribute.EventType)}, {TypeNames.Literal(schema)}) {{ "
            + (readingSchema is null ? "" : $"ReadingSchema = global::EventSchemas.Avro.AvroSchema.Parse({TypeNames.Literal(readingSchema)}), ")
            + $"Topic = {TypeNames.Literal(attribute.Topic)}, "
            + $"Key = {key}, "
            + $"FeatureFlag = {TypeNames.Literal(attribute.FeatureFlag)}, "
            + $"StableBecause = {TypeNames.Literal(attribute.StableBecause)}, "
            + $"Owner = {TypeNames.Literal(attribute.Owner)}, "
            + (attribute.IsMirror ? "Role = global::EventSchemas.EventRole.Mirror, " : "")
            + $"PersonalData = [{string.Join(", ", declaration.PersonalData.Select(TypeNames.Literal))}] }}";
    }

    private static void EmitWriteKey(SourceWriter code, EventDeclaration declaration, string contract)
    {
        code.Open($"static void {contract}.WriteKey(ref global::EventSchemas.AvroWriter writer, {declaration.FullName} value)");
        if (declaration.Key is { } key)
        {
            string expression = "value";
            string name = declaration.Name;
            for (int i = 0; i < key.Members.Count; i++)
            {
                expression += "." + key.Members[i];
                name += "." + key.Members[i];
                bool isLast = i == key.Members.Count - 1;
                if (!isLast || key.Type.IsReference)
                {
                    expression = $"({expression} ?? throw writer.NullMember({TypeNames.Literal(name)}))";
                }
            }

            code.Line(ScalarMethods.Write(key.Type, expression) + ";");
        }

        code.Close();
    }
}
