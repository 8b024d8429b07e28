namespace EventSchemas.Tool;

/// <summary>How an event is sent, read and tested with in C#.</summary>
static class CodeExample
{
    /// <summary>The code.</summary>
    /// <param name="record">The event's record, as the metadata name it.</param>
    public static string Of(string record)
    {
        string type = record.Replace('+', '.');
        int dot = type.LastIndexOf('.');
        string name = type[(dot + 1)..];
        string imports = dot < 0 ? "" : $"using {type[..dot]};\n\n";
        return $$"""
            {{imports}}// Where the service starts:
            bus.AddProducer<{{name}}>()
                .AddConsumerGroup("group", StartAt.Latest, group => group.Handle<{{name}}, Handler>("handler"));

            // Send it, with an IEventProducer<{{name}}>:
            await producer.PublishAsync(value, cancellationToken: cancellationToken);

            // Read it, in an IEventHandler<{{name}}>:
            Task HandleAsync({{name}} value, EventContext context, CancellationToken cancellationToken)

            // Test with it:
            {{name}} example = EventExample.Of<{{name}}>();
            """.ReplaceLineEndings("\n");
    }
}
