namespace EventSchemas.Generators;

/// <summary>Emits the event's consumer stub: the <c>On…</c> method of a consumer group.</summary>
static class ConsumerEmitter
{
    public static void Emit(SourceWriter code, EventDeclaration @event)
    {
        string name = string.Concat(@event.ContainingTypes.Select(type => type.Name)) + @event.Name;
        name = name.Replace("@", "");
        string accessibility = @event.IsPublic ? "public" : "internal";
        code.Line($"/// <summary>Registers handlers of <see cref=\"{@event.FullName.Substring("global::".Length)}\"/>.</summary>");
        code.GeneratedCodeAttribute();
        code.Open($"{accessibility} static class {name}ConsumerGroupExtensions");
        code.Line($"/// <summary>Registers a handler of <see cref=\"{@event.FullName.Substring("global::".Length)}\"/> events.</summary>");
        code.Line("/// <typeparam name=\"THandler\">The handler.</typeparam>");
        code.Line("/// <param name=\"group\">The consumer group.</param>");
        code.Line("/// <param name=\"name\">A stable name, unique in the group.</param>");
        code.Line($"public static global::EventSchemas.IConsumerGroupBuilder On{@event.Name.Replace("@", "")}<THandler>(this global::EventSchemas.IConsumerGroupBuilder group, string name)");
        code.Line($"    where THandler : class, global::EventSchemas.IEventHandler<{@event.FullName}> =>");
        code.Line($"    group.Handle<{@event.FullName}, THandler>(name);");
        code.Close();
    }
}
