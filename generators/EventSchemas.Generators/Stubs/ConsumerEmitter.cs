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
        EmitMethod(code, declaration, type, bareName, hasOptions: false);
        code.Line();
        EmitMethod(code, declaration, type, bareName, hasOptions: true);
        code.Close();
    }

    private static void EmitMethod(SourceWriter code, EventDeclaration declaration, string type, string bareName, bool hasOptions)
    {
        code.Line($"/// <summary>Registers a handler of <see cref=\"{type}\"/> events.</summary>");
        code.Line("/// <typeparam name=\"THandler\">The handler.</typeparam>");
        code.Line("/// <param name=\"group\">The consumer group.</param>");
        code.Line("/// <param name=\"name\">A stable name, unique in the group.</param>");
        if (hasOptions)
        {
            code.Line("/// <param name=\"configure\">Says what happens when the handler fails.</param>");
        }

        EventDocumentation.Emit(code, declaration);
        code.Line($"public static global::EventSchemas.IConsumerGroupBuilder On{bareName}<");
        code.Line("    [global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(");
        code.Line("        global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(");
        code.Line("    this global::EventSchemas.IConsumerGroupBuilder group,");
        code.Line(hasOptions ? "    string name," : "    string name)");
        if (hasOptions)
        {
            code.Line("    global::System.Action<global::EventSchemas.HandlerOptions> configure)");
        }

        code.Line($"    where THandler : class, global::EventSchemas.IEventHandler<{type}> =>");
        code.Line($"    group.Handle<{type}, THandler>(name{(hasOptions ? ", configure" : "")});");
    }
}
