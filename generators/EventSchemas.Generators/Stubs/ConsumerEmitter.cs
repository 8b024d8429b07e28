namespace EventSchemas.Generators;

/// <summary>Emits the event's consumer stub: the <c>On…</c> method of a consumer group.</summary>
static class ConsumerEmitter
{
    public static void Emit(SourceWriter code, EventDeclaration declaration)
    {
        string type = declaration.FullName;
        string bareName = GeneratedNames.Bare(declaration.Name);
        string name = TakenNames.Free(GeneratedNames.Extensions(declaration.Place, declaration.Name), declaration.TakenNames);
        string accessibility = declaration.IsPublic ? "public" : "internal";
        code.Line($"/// <summary>Registers handlers of <see cref=\"{type}\"/>.</summary>");
        code.GeneratedCodeAttribute();
        code.ObsoleteAttribute(declaration.IsObsolete);
        code.Open($"{accessibility} static class {name}");
        code.Line($"/// <summary>Registers a handler of <see cref=\"{type}\"/> events.</summary>");
        code.Line("/// <typeparam name=\"THandler\">The handler.</typeparam>");
        code.Line("/// <param name=\"group\">The consumer group.</param>");
        code.Line("/// <param name=\"name\">A stable name, unique in the group.</param>");
        EventDocumentation.Emit(code, declaration);
        code.Line($"public static global::EventSchemas.IConsumerGroupBuilder On{bareName}<THandler>(");
        code.Line("    this global::EventSchemas.IConsumerGroupBuilder group, string name)");
        code.Line($"    where THandler : class, global::EventSchemas.IEventHandler<{type}> =>");
        code.Line($"    group.Handle<{type}, THandler>(name);");
        code.Close();
    }
}
