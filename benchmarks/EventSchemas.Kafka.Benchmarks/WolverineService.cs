using System.Text.Json.Serialization;
using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.Kafka;

namespace EventSchemas.Kafka.Benchmarks;

/// <summary>A service on Wolverine, which writes the same enrollment as JSON with its own headers.</summary>
static class WolverineService
{
    /// <summary>Starts a service that publishes each event to a topic before the call returns.</summary>
    public static Task<IHost> StartPublishingAsync(Cluster cluster, string topic) => StartAsync(
        cluster,
        options =>
        {
            options.PublishMessage<WolverineEnrollment>().ToKafkaTopic(topic).SendInline();
            return options.UseKafka(cluster.BootstrapServers);
        },
        _ => { });

    /// <summary>Starts a service that handles the events of a topic, buffered in memory.</summary>
    public static Task<IHost> StartConsumingAsync(Cluster cluster, string topic, string group, WolverineHandling handling) => StartAsync(
        cluster,
        options =>
        {
            options.ListenToKafkaTopic(topic).BufferedInMemory();
            options.Discovery.IncludeType<WolverineEnrollmentHandler>();
            return options.UseKafka(cluster.BootstrapServers)
                .ConfigureConsumers(consumer =>
                {
                    consumer.GroupId = group;
                    consumer.AutoOffsetReset = AutoOffsetReset.Earliest;
                })
                .ConsumeOnly();
        },
        services => services.AddSingleton(handling));

    private static async Task<IHost> StartAsync(
        Cluster cluster, Func<WolverineOptions, KafkaTransportExpression> configure, Action<IServiceCollection> register)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        register(builder.Services);
        builder.UseWolverine(options =>
        {
            options.UseRuntimeCompilation();
            options.Durability.Mode = DurabilityMode.Solo;
            options.Discovery.DisableConventionalDiscovery();
            configure(options);
        });
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

/// <summary>What Wolverine's handler calls.</summary>
/// <param name="Handled">Called for each event.</param>
public sealed record WolverineHandling(Action Handled);

/// <summary>Wolverine finds a handler by its name and calls it from code that it generates.</summary>
public sealed class WolverineEnrollmentHandler
{
    /// <summary>Handles an enrollment.</summary>
    public static void Handle(WolverineEnrollment enrollment, WolverineHandling handling)
    {
        ArgumentNullException.ThrowIfNull(enrollment);
        ArgumentNullException.ThrowIfNull(handling);
        handling.Handled();
    }
}

/// <summary>The enrollment of the comparisons, as a message of Wolverine.</summary>
public sealed record WolverineEnrollment(
    [property: JsonPropertyName("user")] WolverineUser User,
    [property: JsonPropertyName("course")] WolverineCourse Course,
    [property: JsonPropertyName("mode")] string Mode,
    [property: JsonPropertyName("is_active")] bool IsActive,
    [property: JsonPropertyName("creation_date")] DateTimeOffset CreationDate)
{
    /// <summary>The same values as <see cref="Enrollments.One"/>.</summary>
    public static WolverineEnrollment One { get; } = new(
        new WolverineUser(4_711, IsActive: true, "grace4711", "grace4711@example.org", "Grace Hopper"),
        new WolverineCourse(
            "course-v1:edX+DemoX+Demo_Course",
            "Open edX Demonstration Course",
            new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero)),
        "verified",
        IsActive: true,
        new DateTimeOffset(2026, 9, 3, 10, 11, 12, TimeSpan.Zero).AddMicroseconds(123_456));
}

/// <summary>The user of an enrollment.</summary>
public sealed record WolverineUser(
    [property: JsonPropertyName("id")] long Id,
    [property: JsonPropertyName("is_active")] bool IsActive,
    [property: JsonPropertyName("username")] string Username,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("name")] string Name);

/// <summary>The course of an enrollment.</summary>
public sealed record WolverineCourse(
    [property: JsonPropertyName("course_key")] string CourseKey,
    [property: JsonPropertyName("display_name")] string DisplayName,
    [property: JsonPropertyName("start")] DateTimeOffset Start,
    [property: JsonPropertyName("end")] DateTimeOffset End);
