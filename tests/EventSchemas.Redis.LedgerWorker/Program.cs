using EventSchemas;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Redis;
using EventSchemas.Redis.LedgerWorker;
using EventSchemas.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A consumer of the ledger test, which kills it: it handles orders and writes down which. Its arguments are settings. It ends when its
// input does.
HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Configuration.AddCommandLine(args);
builder.Services.AddSingleton(new HandledFile(builder.Configuration["Ledger:File"]!));
builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus")).UseRedis()
    .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FileHandler>("first"));
using IHost host = builder.Build();
await host.StartAsync();
await Console.In.ReadToEndAsync();
await host.StopAsync();
