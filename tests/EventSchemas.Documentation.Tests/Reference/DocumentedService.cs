using EventSchemas.Hosting;
using EventSchemas.EntityFrameworkCore;
using EventSchemas.Kafka;
using EventSchemas.OpenEdx;
using EventSchemas.OpenEdx.Learning;
using EventSchemas.Redis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Documentation.Tests;

/// <summary>A service that has whatever settings of the documentation are about. It isn't started.</summary>
static class DocumentedService
{
    /// <summary>The context of its outbox, if it has one.</summary>
    public static Type Context => typeof(OutboxContext);

    /// <summary>Builds a service.</summary>
    /// <param name="settings">Its settings, by their full keys.</param>
    public static IHost Build(IReadOnlyDictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        IConfigurationSection section = builder.Configuration.GetSection("EventBus");
        EventBusBuilder bus = builder.Services.AddEventBusCore(section);
        if (section.GetSection("Kafka").Exists())
        {
            bus.UseKafka();

            // Unless the client gets tokens by itself.
            if (section["Kafka:Security:Mechanism"] == "OAuthBearer" && section["Kafka:Client:sasl.oauthbearer.method"] is null)
            {
                builder.Services.AddSingleton<IKafkaTokenProvider, Tokens>();
            }
        }

        if (section.GetSection("Redis").Exists())
        {
            bus.UseRedis();
        }

        if (section.GetSection("Outbox").Exists())
        {
            builder.Services.AddDbContext<OutboxContext>(options => options.UseSqlite("Data Source=:memory:"));
            bus.AddOutbox<OutboxContext>();
        }

        if (section.GetSection("Producers").Exists())
        {
            bus.AddEvents(OpenEdxEvents.All);
        }

        foreach (IConfigurationSection group in section.GetSection("Groups").GetChildren())
        {
            bus.AddConsumerGroup(group.Key, StartAt.Earliest, handlers =>
            {
                foreach (IConfigurationSection handler in group.GetSection("Handlers").GetChildren())
                {
                    if (handler["BatchSize"] is null && handler["BatchWait"] is null)
                    {
                        handlers.Handle<CourseUnenrollmentCompleted, Single>(handler.Key);
                    }
                    else
                    {
                        handlers.HandleBatch<CourseUnenrollmentCompleted, Batch>(handler.Key);
                    }
                }

                handlers.Handle<CourseUnenrollmentCompleted, Single>("without-settings");
            });
        }

        return builder.Build();
    }

    /// <summary>What the checks at the start of a service say of its settings.</summary>
    public static IReadOnlyList<string> ProblemsOf(IServiceProvider services) =>
        [.. ProblemsOf<EventBusOptions>(services), .. ProblemsOf<OutboxOptions>(services)];

    private static IEnumerable<string> ProblemsOf<TOptions>(IServiceProvider services)
        where TOptions : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<TOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
    }

    private sealed class OutboxContext(DbContextOptions<OutboxContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddEventOutbox();
    }

    private sealed class Tokens : IKafkaTokenProvider
    {
        public ValueTask<KafkaToken> GetTokenAsync(CancellationToken cancellationToken) =>
            new(new KafkaToken("token", DateTimeOffset.UtcNow.AddHours(1), "shop"));
    }

    private sealed class Single : IEventHandler<CourseUnenrollmentCompleted>
    {
        public Task HandleAsync(CourseUnenrollmentCompleted value, EventContext context, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }

    private sealed class Batch : IEventBatchHandler<CourseUnenrollmentCompleted>
    {
        public Task HandleAsync(
            IReadOnlyList<EventDelivery<CourseUnenrollmentCompleted>> batch, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
