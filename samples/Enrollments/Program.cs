using System.Collections.Concurrent;
using Confluent.SchemaRegistry;
using Enrollments;
using EventSchemas;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.OpenEdx;
using EventSchemas.OpenEdx.Learning;
using EventSchemas.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

IAnsiConsole console = AnsiConsole.Console;
if (!console.Profile.Out.IsTerminal)
{
    console.Profile.Width = 160;
}

HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
{
    Args = [.. args.Where(arg => arg != RedisBus.Switch)],
    ContentRootPath = AppContext.BaseDirectory,
});
bool isOnRedis = RedisBus.UseIfAsked(builder.Configuration, args);
if (isOnRedis && await RedisBus.FindProblemAsync(builder.Configuration) is { } problem)
{
    console.WriteLine(problem);
    return 1;
}

await using EmbeddedBus? embedded = isOnRedis ? null : await EmbeddedBus.StartUnlessConfiguredAsync(builder.Configuration);

builder.Services.AddSingleton<EnrollmentTally>();
builder.Services.AddSingleton<ConcurrentDictionary<CourseKey, int>>();
builder.Services.AddSingleton<EnrollmentRun>();
EventBusBuilder bus = builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus"));
(isOnRedis ? bus.UseRedis() : bus.UseKafka())
    .AddProducer<CourseEnrollmentCreated>()
    .AddProducer<SeatsTaken>()
    .AddConsumerGroup("enrollments-sample", StartAt.Earliest, group => group
        .OnCourseEnrollmentCreated<WelcomeMail>("welcome-mail")
        .OnCourseEnrollmentCreated<SeatCount>("seat-count"));

using IHost host = builder.Build();
EventBusOverview overview = host.Services.GetRequiredService<EventBusOverview>();
embedded?.CreateTopics(overview.Events.SelectMany(e => e.Topics));
await host.StartAsync();
string broker = isOnRedis ? RedisBus.Show(builder.Configuration)
    : embedded is null ? $"{builder.Configuration["EventBus:Kafka:BootstrapServers"]}"
    : "an embedded broker and registry";
WiringView.Show(console, overview, broker);

EnrollmentRun run = host.Services.GetRequiredService<EnrollmentRun>();
CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
await ProgressView.ShowAsync(console, report => run.RunAsync(report, stopping));
if (run.First is PublishResult.Disabled disabled)
{
    SummaryView.ShowDisabled(console, disabled.Reason);
}
else if (isOnRedis)
{
    // Entries of a stream name no schema.
    SummaryView.Show(console, run, host.Services.GetRequiredService<EnrollmentTally>(), schemaId: null);
}
else
{
    using var registry = new CachedSchemaRegistryClient(
        new SchemaRegistryConfig { Url = builder.Configuration["EventBus:SchemaRegistry:Url"] });
    EventOverview enrollments = overview.Events.Single(e => overview.Groups[0].Topics.Contains(e.Topics[0]));
    string subject = $"{enrollments.Topics[0]}-{enrollments.Descriptor.EventType}.CloudEvent";
    SummaryView.Show(console, run, host.Services.GetRequiredService<EnrollmentTally>(), (await registry.GetLatestSchemaAsync(subject)).Id);
}

BreakView.Show(console);
await host.StopAsync();
return 0;
