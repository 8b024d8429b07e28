namespace EventSchemas.Generators;

/// <summary>Emits <c>AddDiscoveredHandlers</c> for the handlers of the assembly.</summary>
static class DiscoveredHandlersEmitter
{
    private const string AddObsolete = "AddObsoleteHandlers";

    /// <summary>The file.</summary>
    /// <param name="handlers">The handlers.</param>
    /// <param name="place">Where the class stands.</param>
    public static string Emit(EquatableArray<HandlerDeclaration> handlers, DiscoveryPlace place)
    {
        SourceWriter code = SourceWriter.NewFile();
        if (!place.IsGlobal)
        {
            code.Line($"namespace {WellKnownNames.Namespace};");
            code.Line();
        }

        HandlerDeclaration[] current = [.. handlers.Where(handler => !handler.IsObsolete)];
        HandlerDeclaration[] obsolete = [.. handlers.Where(handler => handler.IsObsolete)];
        code.Line("/// <summary>The handlers of this assembly.</summary>");
        code.GeneratedCodeAttribute();
        code.Open($"internal static class {place.ClassName}");
        code.Line(
            "/// <summary>Registers every handler of this assembly, "
            + "under the name that its HandlerName attribute or its class gives.</summary>");
        code.Line("/// <param name=\"group\">The consumer group.</param>");
        EmitMethod(
            code,
            "public",
            WellKnownNames.AddDiscoveredHandlers,
            obsolete.Length > 0 ? $"{AddObsolete}(group)" : "group",
            current);
        if (obsolete.Length > 0)
        {
            code.Line();
            code.ObsoleteAttribute(isNeeded: true);
            EmitMethod(code, "private", AddObsolete, "group", obsolete);
        }

        code.Close();
        return code.ToString();
    }

    private static void EmitMethod(
        SourceWriter code, string accessibility, string name, string start, HandlerDeclaration[] handlers)
    {
        string self = accessibility == "public" ? "this " : "";
        code.Line(
            $"{accessibility} static global::EventSchemas.IConsumerGroupBuilder {name}("
            + $"{self}global::EventSchemas.IConsumerGroupBuilder group) => {start}{(handlers.Length == 0 ? ";" : "")}");
        for (int i = 0; i < handlers.Length; i++)
        {
            string end = i == handlers.Length - 1 ? ";" : "";
            code.Line($"    .Handle<{handlers[i].EventName}, {handlers[i].FullName}>({TypeNames.Literal(handlers[i].Name)}){end}");
        }
    }
}

/// <summary>Where the class of <c>AddDiscoveredHandlers</c> stands.</summary>
/// <param name="IsGlobal">
/// Whether in the global namespace, where it is found before that of another assembly whose internals are visible; else in EventSchemas.
/// </param>
/// <param name="ClassName">Its name, which no type of the project has.</param>
sealed record DiscoveryPlace(bool IsGlobal, string ClassName);
