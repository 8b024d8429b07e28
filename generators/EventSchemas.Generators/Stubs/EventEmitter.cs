namespace EventSchemas.Generators;

/// <summary>Emits what is generated for an event: its contract, its producer and its consumer stub.</summary>
static class EventEmitter
{
    /// <summary>
    /// The file. Without a schema it has the same signatures, which throw: the analyzers report what is wrong with the event.
    /// </summary>
    public static string Emit(EventSchema @event)
    {
        EventDeclaration declaration = @event.Declaration;
        SourceWriter code = SourceWriter.NewFile();
        if (@event.Schema is { } schema)
        {
            EmitAssemblyAttribute(code, declaration, schema, @event.ReadingSchema);
        }

        code.OpenPlace(declaration.Place);
        ContractEmitter.Emit(code, @event);
        if (declaration.HasProducerInterface)
        {
            code.Line();
            ProducerEmitter.EmitInterface(code, declaration);
        }

        code.ClosePlace(declaration.Place);
        code.Line();
        ProducerEmitter.EmitClass(code, declaration);
        code.Line();
        if (@event.Schema is not null)
        {
            ContractEmitter.EmitDescriptor(code, declaration, @event.Schema, @event.ReadingSchema);
            code.Line();
        }

        ConsumerEmitter.Emit(code, declaration);
        return code.ToString();
    }

    private static void EmitAssemblyAttribute(SourceWriter code, EventDeclaration declaration, string schema, string? readingSchema)
    {
        EventAttribute attribute = declaration.Attribute;
        IEnumerable<string> justifications = declaration.Justifications
            .Where(justification => justification.HasReason)
            .Select(justification => justification.ToAttributeText());
        string options = Option("Topic", attribute.Topic)
            + Option("Key", declaration.Key?.SchemaPath)
            + Option("KeyFormat", declaration.KeyFormatTerm)
            + Option("Transports", declaration.Transports == Transports.Kafka ? null : declaration.Transports.ToText())
            + Option("Compatibility", declaration.Compatibility)
            + Option("ReadingSchema", attribute.IsMirror ? readingSchema : null)
            + (attribute.IsMirror ? ", Role = global::EventSchemas.EventRole.Mirror" : "")
            + Option("Record", declaration.MetadataName)
            + Option("DeclaredBy", declaration.Conventions.DeclaredBy)
            + Option("Owner", attribute.Owner)
            + Option("FeatureFlag", attribute.FeatureFlag)
            + Option("FlagRemoveBy", attribute.FlagRemoveBy)
            + Option("StableBecause", attribute.StableBecause)
            + Options("PersonalData", declaration.PersonalData)
            + $", Meanings = [{string.Join(", ", declaration.Meanings.Select(one => TypeNames.Literal(one.ToAttributeText())))}]"
            + Options("JustifiedBreaks", justifications);
        string arguments = $"{TypeNames.Literal(attribute.EventType)}, {TypeNames.Literal(schema)}{options}";
        code.Line($"[assembly: global::EventSchemas.EventContract({arguments})]");
        code.Line();
    }

    private static string Options(string name, IEnumerable<string> values) =>
        values.Any() ? $", {name} = new[] {{ {string.Join(", ", values.Select(TypeNames.Literal))} }}" : "";

    private static string Option(string name, string? value) => value is null ? "" : $", {name} = {TypeNames.Literal(value)}";
}
