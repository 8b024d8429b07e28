using EventSchemas;
using EventSchemas.EntityFrameworkCore;
using EventSchemas.EntityFrameworkCore.LedgerWorker;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A process of the outbox's ledger, which is killed at a step, or ends when its input does. It writes, sends and handles. Its arguments are
// settings.
HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Configuration.AddCommandLine(args);
builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
LedgerSettings settings = builder.Configuration.GetSection("Ledger").Get<LedgerSettings>()!;
var kill = new KillPoint(settings);
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(kill);
builder.Services.AddSingleton<Writer>();
builder.Services.AddDbContext<LedgerContext>(options =>
{
    LedgerContext.Use(options, settings.IsSqlite, settings.Connection);
    options.AddInterceptors(kill);
});
EventBusBuilder bus = builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus"));
bus.AddTransport("Files");
builder.Services
    .AddSingleton<FileBus>()
    .AddSingleton<IPublishingTransport>(provider => provider.GetRequiredService<FileBus>())
    .AddSingleton<IConsumingTransport>(provider => provider.GetRequiredService<FileBus>());
bus.AddProducer<OrderEntered>()
    .AddProducer<EffectWritten>()
    .AddOutbox<LedgerContext>()
    .AddTransactionalHandlers<LedgerContext>()
    .AddConsumerGroup(LedgerSettings.Group, StartAt.Earliest, group => group.OnOrderEntered<EffectHandler>(EffectHandler.Name));

using IHost host = builder.Build();
await host.StartAsync();
await host.Services.GetRequiredService<Writer>().RunAsync();
await Console.In.ReadToEndAsync();
await host.StopAsync();
