using EventSchemas.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using ReadModel;
using Spectre.Console;

// With a broker of your own it is a service that runs until Ctrl+C; without one it shows itself on an embedded broker.
IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
if (!string.IsNullOrEmpty(configuration["EventBus:Kafka:BootstrapServers"]))
{
    var kept = new EnrollmentDatabase(Path.Combine(AppContext.BaseDirectory, "enrollments.db"));
    kept.Create();
    using IHost service = Service.Build(args, [], kept, new HandledCounts());
    await service.RunAsync();
    return 0;
}

using EmbeddedKafka kafka = EmbeddedKafka.Start();
await using EmbeddedSchemaRegistry registry = await EmbeddedSchemaRegistry.StartAsync();
string file = Path.Combine(Path.GetTempPath(), $"read-model-{Environment.ProcessId}.db");
try
{
    var database = new EnrollmentDatabase(file);
    database.Create();
    await new Story(AnsiConsole.Console, kafka, registry, database, args).TellAsync();
    return 0;
}
finally
{
    foreach (string left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
    {
        File.Delete(left);
    }
}
