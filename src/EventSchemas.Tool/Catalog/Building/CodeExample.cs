using System.Text.Json;
using EventSchemas.Assemblies;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>How an event is sent, read and tested with in C#.</summary>
static class CodeExample
{
    private const string Library = "EventSchemas";

    /// <summary>The code; null where the event has no record.</summary>
    /// <param name="declared">The event.</param>
    public static string? Of(DeclaredEvent declared)
    {
        if (declared.Event.Record is not { } record)
        {
            return null;
        }

        CSharpTypes types = declared.Build.Types;
        var names = new CSharpNames(types);
        string name = names.Of(record);
        names.Use(Library);
        string handler = name[(name.LastIndexOf('.') + 1)..] + "Handler";
        string value = $"var value = {ValueOf(declared.Event, new CSharpValue(types, names)) ?? $"EventExample.Of<{name}>()"};";
        string usings = string.Concat(names.Usings.Select(@namespace => $"using {@namespace};\n"));
        string producer = declared.Event.IsMirror ? "" : $"bus.AddProducer<{name}>();\n";
        string send = declared.Event.IsMirror
            ? $"""
                // Test with it:
                {value}
                """
            : $"""
                // Send it, with an IEventProducer<{name}>:
                {value}
                await producer.PublishAsync(value, cancellationToken: cancellationToken);

                // Test with it:
                """;
        return $$"""
            {{usings}}
            // Where the service starts:
            {{producer}}bus.AddConsumerGroup("group", StartAt.Latest, group => group
                .Handle<{{name}}, {{handler}}>("handler"));

            {{send}}
            {{name}} example = EventExample.Of<{{name}}>();

            // Read it:
            sealed class {{handler}} : IEventHandler<{{name}}>
            {
                public Task HandleAsync({{name}} value, EventContext context, CancellationToken cancellationToken) =>
                    Task.CompletedTask;
            }
            """.ReplaceLineEndings("\n");
    }

    private static string? ValueOf(ManifestEvent @event, CSharpValue values)
    {
        try
        {
            JsonElement json = CatalogJson.ElementOf(
                AvroJsonText.ToJson(@event.Schema, EventExample.DataOf(@event.Schema), AvroJsonForm.Avro));
            return values.Of(new CSharpType(@event.Record!, []), @event.Schema, json)?.ToText(indentation: 0);
        }
        catch (ArgumentException)
        {
            // Its schema has no finite value.
            return null;
        }
    }
}
