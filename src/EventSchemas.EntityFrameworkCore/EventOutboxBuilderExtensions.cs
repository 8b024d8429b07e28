using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Puts the outbox and transactional handlers of an application's database on the event bus.</summary>
public static class EventOutboxBuilderExtensions
{
    /// <summary>
    /// Gives the contexts of a type an outbox: <c>context.Publish(event)</c> writes events with the context's changes, and this process
    /// sends them. The settings are those of <see cref="OutboxOptions"/>, in the subsection <c>Outbox</c> of the bus.
    /// </summary>
    /// <typeparam name="TContext">The context, which is registered with <c>AddDbContext</c> or its variants.</typeparam>
    /// <param name="builder">The bus.</param>
    /// <exception cref="InvalidOperationException">The context has an outbox already.</exception>
    public static EventBusBuilder AddOutbox<TContext>(this EventBusBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(OutboxRuntime)
            && Equals(service.ServiceKey, typeof(TContext))))
        {
            throw new InvalidOperationException($"{typeof(TContext).Name} has an outbox already: call AddOutbox once for it.");
        }

        AddOptions(builder);
        services.TryAddSingleton<IHandlerTransactions, HandlerTransactions>();
        services.AddKeyedSingleton(typeof(TContext), (provider, _) => new OutboxRuntime(typeof(TContext), provider));
        services.AddKeyedSingleton(
            typeof(TContext), (provider, _) => new OutboxService(RuntimeOf<TContext>(provider), provider));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<OutboxService>(typeof(TContext)));
        services.AddKeyedSingleton<IEventOutbox>(
            typeof(TContext),
            (provider, _) => new EventOutbox(RuntimeOf<TContext>(provider), provider.GetRequiredService<IServiceScopeFactory>()));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IEventOutbox>(typeof(TContext)));
        services.TryAddSingleton<IEventBacklog>(provider => new OutboxBacklog(
            RuntimeOf<TContext>(provider), new OutboxStore(
                provider.GetRequiredService<IServiceScopeFactory>(),
                typeof(TContext),
                provider.GetRequiredService<IOptions<OutboxOptions>>().Value)));
        services.TryAddSingleton(provider => new BackfillTarget(
            RuntimeOf<TContext>(provider), provider.GetRequiredService<IServiceScopeFactory>()));
        services.TryAddSingleton(typeof(IEventBackfill<>), typeof(EventBackfill<>));
        services.ConfigureDbContext<TContext>((provider, options) =>
            ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new OutboxExtension(RuntimeOf<TContext>(provider))));
        return builder;
    }

    /// <summary>
    /// Runs handlers in transactions of a context: those with <see cref="TransactionalAttribute"/>, and those that are given here. What a
    /// handler writes, what it publishes and the note that it has handled the event are committed together.
    /// </summary>
    /// <typeparam name="TContext">The context, which is registered as scoped. Its model has <c>AddProcessedEvents</c>.</typeparam>
    /// <param name="builder">The bus.</param>
    /// <param name="handlers">Handler classes without the attribute.</param>
    public static EventBusBuilder AddTransactionalHandlers<TContext>(this EventBusBuilder builder, params Type[] handlers)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(handlers);
        AddOptions(builder);
        builder.Services.AddSingleton(new TransactionalHandlers(typeof(TContext), handlers));
        builder.Services.TryAddSingleton<IHandlerTransactions, HandlerTransactions>();
        builder.Services.AddSingleton<IHostedService>(provider => new ProcessedEventsService(
            typeof(TContext),
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<OutboxDatabases>(),
            provider.GetRequiredService<IOptions<OutboxOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ProcessedEventsService>>()));
        return builder;
    }

    /// <summary>
    /// Says what the outbox and transactional handlers need of a database, so that they work there. PostgreSQL and SQLite are known without
    /// it. One for a provider that is known already takes its place.
    /// </summary>
    /// <param name="builder">The bus.</param>
    /// <param name="dialect">What they need.</param>
    public static EventBusBuilder AddOutboxDialect(this EventBusBuilder builder, OutboxDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dialect);
        builder.Services.AddSingleton(dialect);
        return builder;
    }

    /// <summary>Adds a check that reports whether what waits in the outbox of a context makes progress.</summary>
    /// <typeparam name="TContext">The context, which has an outbox.</typeparam>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What is reported of an outbox that makes no progress; unhealthy by default.</param>
    /// <param name="tags">The check's tags.</param>
    public static IHealthChecksBuilder AddEventOutbox<TContext>(
        this IHealthChecksBuilder builder,
        string name = "event-outbox",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, provider => new OutboxHealthCheck(RuntimeOf<TContext>(provider)), failureStatus, tags));
    }

    private static OutboxRuntime RuntimeOf<TContext>(IServiceProvider provider) =>
        provider.GetRequiredKeyedService<OutboxRuntime>(typeof(TContext));

    private static void AddOptions(EventBusBuilder builder)
    {
        builder.Services.TryAddSingleton<OutboxDatabases>();
        if (!builder.Registrations.TransportSections.Contains(OutboxOptionsValidator.Section, StringComparer.Ordinal))
        {
            builder.AddTransportOptions<OutboxOptions>(
                OutboxOptionsValidator.Section, (section, options) => section.Bind(options, SettingsBinder.Strict));
            builder.Services.AddSingleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>();
            builder.Services.AddOptions<OutboxOptions>().ValidateOnStart();
        }
    }
}
