namespace EventSchemas.Generators;

/// <summary>Emits <c>AddDiscoveredHandlers</c> for the handlers of the assembly.</summary>
static class DiscoveredHandlersEmitter
{
    public static string Emit(EquatableArray<HandlerDeclaration> handlers)
    {
        SourceWriter code = SourceWriter.NewFile();
        code.Line("namespace EventSchemas;");
        code.Line();
        code.Line("/// <summary>The handlers of this assembly.</summary>");
        code.GeneratedCodeAttribute();
        code.Open("internal static class DiscoveredHandlers");
        code.Line(
            "/// <summary>Registers every handler of this assembly, "
            + "under the name that its HandlerName attribute or its class gives.</summary>");
        code.Line("/// <param name=\"group\">The consumer group.</param>");
        code.Line(
            "public static global::EventSchemas.IConsumerGroupBuilder AddDiscoveredHandlers("
            + "this global::EventSchemas.IConsumerGroupBuilder group) => group");
        for (int i = 0; i < handlers.Count; i++)
        {
            string end = i == handlers.Count - 1 ? ";" : "";
            code.Line($"    .Handle<{handlers[i].EventName}, {handlers[i].FullName}>({TypeNames.Literal(handlers[i].Name)}){end}");
        }

        code.Close();
        return code.ToString();
    }
}
