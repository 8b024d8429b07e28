using EventSchemas;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Kafka.LedgerWorker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A process of the ledger test, which may kill it at any time: it publishes or handles events and writes down what it did. Its arguments
// are settings. It ends when its input does.
HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Configuration.AddCommandLine(args);
builder.Logging.AddSimpleConsole(console => console.SingleLine = true)
    .SetMinimumLevel(LogLevel.Warning)
    .AddFilter("EventSchemas.Kafka", LogLevel.Information);
LedgerSettings settings = builder.Configuration.GetSection("Ledger").Get<LedgerSettings>()!;
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton<LedgerFile>();
builder.Services.AddHealthChecks().AddEventBus();
EventBusBuilder bus = builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus"));
if (settings.Publishes)
{
    bus.AddProducer<LedgerEntered>();
    builder.Services.AddSingleton<Publisher>();
}
else
{
    bus.AddConsumerGroup(LedgerSettings.Group, StartAt.Earliest, group => group
        .OnLedgerEntered<FirstHandler>(FirstHandler.Name)
        .OnLedgerEntered<SecondHandler>(SecondHandler.Name));
}

using IHost host = builder.Build();
await host.StartAsync();
if (settings.Publishes)
{
    await host.Services.GetRequiredService<Publisher>().RunAsync(Console.In);
}
else
{
    await Console.In.ReadToEndAsync();
}

await host.StopAsync();
