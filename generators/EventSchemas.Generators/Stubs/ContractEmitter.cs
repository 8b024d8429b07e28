namespace EventSchemas.Generators;

/// <summary>Emits the event's part that implements <c>IEventContract</c>.</summary>
static class ContractEmitter
{
    private const string Holder = "Descriptor";

    public static void Emit(SourceWriter code, EventSchema @event)
    {
        EventDeclaration declaration = @event.Declaration;
        string type = declaration.FullName;
        string contract = $"global::EventSchemas.IEventContract<{type}>";
        string codec = CodecNames.Qualified(type, declaration.Conventions.CodecSuffix);
        string problem = TypeNames.Literal($"{declaration.Name} has no schema: its declaration has errors, which the build reports.");
        string missing = $"throw new global::System.InvalidOperationException({problem})";
        string Statement(string call) => @event.Schema is null ? missing : call;
        code.Open($"partial {declaration.Keyword} {declaration.Name} : {contract}");
        code.Open($"static global::EventSchemas.EventDescriptor {contract}.Descriptor");
        EmitChecked(code, declaration, "get", Statement($"return {FileTypes.Qualified(declaration, Holder)}.Value"));
        code.Close();
        code.Line();
        code.Line($"static global::System.Type {contract}.ProducerType => typeof({ProducerEmitter.Injected(declaration)});");
        code.Line();
        code.Line(
            $"static global::EventSchemas.IEventProducer<{type}> {contract}.CreateProducer("
            + "global::EventSchemas.IEventPublisher publisher) =>");
        code.Line($"    new {ProducerEmitter.Class(declaration)}(publisher);");
        code.Line();
        string write = $"static void {contract}.Write(ref global::EventSchemas.AvroWriter writer, {type} value)";
        EmitChecked(code, declaration, write, Statement($"{codec}.Write(ref writer, value)"));
        code.Line();
        EmitWriteKey(code, declaration, contract);
        code.Line();
        string read = $"static {type} {contract}.Read(ref global::EventSchemas.AvroReader reader";
        EmitChecked(code, declaration, $"{read})", Statement($"return {codec}.Read(ref reader)"));
        code.Line();
        string resolvingRead = $"{read}, global::EventSchemas.ResolutionPlan plan)";
        EmitChecked(code, declaration, resolvingRead, Statement($"return {codec}.Read(ref reader, plan.Root)"));
        code.Close();
    }

    /// <summary>Emits the class that holds the descriptor. It isn't nested in a type, and only this file can see it.</summary>
    public static void EmitDescriptor(SourceWriter code, EventDeclaration declaration, string schema, string? readingSchema)
    {
        code.GeneratedCodeAttribute();
        code.Open($"file static class {FileTypes.Name(declaration, Holder)}");
        string value = Descriptor(declaration, schema, readingSchema);
        code.Line($"public static global::EventSchemas.EventDescriptor Value {{ get; }} = {value};");
        code.Close();
    }

    // Checks the runtime before anything that an older one may lack: what the statement calls is compiled only when it is called.
    private static void EmitChecked(SourceWriter code, EventDeclaration declaration, string signature, string statement)
    {
        code.Open(signature);
        string eventType = TypeNames.Literal(declaration.EventType);
        code.Line($"global::EventSchemas.EventRuntime.Require({declaration.RuntimeLevel}, {eventType});");
        code.Line(statement + ";");
        code.Close();
    }

    private static string Descriptor(EventDeclaration declaration, string schema, string? readingSchema)
    {
        EventAttribute attribute = declaration.Attribute;
        string key = declaration.Key is { SchemaPath: var path, Type.Schema.Kind: var kind }
            ? "new global::EventSchemas.EventKeyDescriptor("
                + $"{TypeNames.Literal(path)}, {TypeNames.Literal(kind.ToString().ToLowerInvariant())})"
            : "null";
        string reading = readingSchema is null
            ? ""
            : $"ReadingSchema = global::EventSchemas.Avro.AvroSchema.Parse({TypeNames.Literal(readingSchema)}), ";
        return $"new({TypeNames.Literal(attribute.EventType)}, {TypeNames.Literal(schema)}) {{ "
            + reading
            + $"Conventions = global::EventSchemas.EventConventions.{attribute.Conventions.RuntimeProperty}, "
            + $"Topic = {TypeNames.Literal(attribute.Topic)}, "
            + $"Key = {key}, "
            + (attribute.Conventions.HasKeyFormats ? $"KeyFormat = global::EventSchemas.EventKeyFormat.{attribute.KeyFormat}, " : "")
            + TransportsOf(declaration.Transports)
            + VersionsOf(declaration.OlderVersions)
            + $"FeatureFlag = {TypeNames.Literal(attribute.FeatureFlag)}, "
            + $"StableBecause = {TypeNames.Literal(attribute.StableBecause)}, "
            + $"Owner = {TypeNames.Literal(attribute.Owner)}, "
            + (attribute.IsMirror ? "Role = global::EventSchemas.EventRole.Mirror, " : "")
            + $"PersonalData = [{string.Join(", ", declaration.PersonalData.Select(TypeNames.Literal))}] }}";
    }

    private static string TransportsOf(Transports transports) => transports == Transports.Kafka
        ? ""
        : $"Transports = {transports.ToCode("global::EventSchemas.EventTransports")}, ";

    private static string VersionsOf(EquatableArray<OlderVersion> versions)
    {
        IEnumerable<string> written = versions.Select(version =>
            $"new global::EventSchemas.EventVersion({TypeNames.Literal(version.Schema)})"
            + (version.LibraryBelow is { } library ? $" {{ LibraryBelow = {TypeNames.Literal(library)} }}" : ""));
        return versions.Count == 0 ? "" : $"OlderVersions = [{string.Join(", ", written)}], ";
    }

    private static void EmitWriteKey(SourceWriter code, EventDeclaration declaration, string contract)
    {
        code.ObsoleteAttribute(declaration.Key is { IsObsolete: true });
        code.Open($"static void {contract}.WriteKey(ref global::EventSchemas.AvroWriter writer, {declaration.FullName} value)");
        if (declaration.Key is { } key)
        {
            string expression = "value";
            string name = declaration.Name;
            for (int i = 0; i < key.Members.Count; i++)
            {
                expression += "." + key.Members[i];
                name += "." + key.Members[i];
                if (key.AreReferences[i])
                {
                    expression = $"({expression} ?? throw writer.NullMember({TypeNames.Literal(name)}))";
                }
            }

            code.Line(ScalarMethods.Write(key.Type, expression) + ";");
        }

        code.Close();
    }
}
