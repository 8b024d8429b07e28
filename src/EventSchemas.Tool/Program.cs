namespace EventSchemas.Tool;

static class Program
{
    static Task<int> Main(string[] arguments) => EventSchemasTool.RunAsync(arguments, ToolEnvironment.OfProcess());
}
