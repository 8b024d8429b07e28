using System.CommandLine;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Tool;

/// <summary>How a command names a consumer group that another process runs, and its topics.</summary>
static class GroupArguments
{
    /// <summary>The topics that the group reads.</summary>
    public static Option<string[]> Topics { get; } = new("--topic")
    {
        Description = "A topic that the group reads, with the deployment's prefix; may be given several times. "
            + "Default: Groups:<group>:Topics of the settings, or else those of its events.",
        HelpName = "topic",
    };

    /// <summary>Where the group's dead letters are.</summary>
    public static Option<string?> DeadLetterTopic { get; } = new("--dead-letter-topic")
    {
        Description = "The dead-letter topic, with the deployment's prefix. Default: as the settings say, or <group>.dead-letter.",
        HelpName = "topic",
    };

    /// <summary>By which topic messages come back to the group.</summary>
    public static Option<string?> RetryTopic { get; } = new("--retry-topic")
    {
        Description = "The retry topic, with the deployment's prefix. Default: as the settings say, or <group>.retry.",
        HelpName = "topic",
    };

    /// <summary>The group that a command works on.</summary>
    public static Argument<string> CreateGroup() => new("group") { Description = "The consumer group." };

    /// <summary>
    /// The topics of a group that a command line names, or else those of its events, which the settings of the group count more than.
    /// </summary>
    /// <param name="environment">The process.</param>
    /// <param name="result">The command line.</param>
    /// <param name="group">The group.</param>
    /// <param name="events">Its events.</param>
    /// <param name="build">What is known of them.</param>
    public static IReadOnlyList<string> TopicsOf(
        ToolEnvironment environment, ParseResult result, string group, IReadOnlyList<string> events, KnownBuild build) =>
        result.GetValue(Topics) is { Length: > 0 } given
            ? given
            : build.TopicsOf(group, events, BusConfiguration.Load(environment, ConnectionOptions.Read(result)).ToOptions());

    /// <summary>Makes a group known to the bus by what the command line and the code say of it.</summary>
    public static void Add(
        this EventBusBuilder bus,
        ParseResult result,
        string group,
        IReadOnlyList<string>? topics = null,
        KnownBuild? build = null) =>
        bus.AddForeignGroup(new ForeignGroup(group)
        {
            Topics = topics ?? result.GetValue(Topics) ?? [],
            Handlers = build?.AllHandlersOf(group),
            DeadLetterTopic = result.GetValue(DeadLetterTopic),
            RetryTopic = result.GetValue(RetryTopic),
        });

    /// <summary>A group that the bus knows.</summary>
    public static ConsumerGroup GroupOf(this BusConnection bus, string group) =>
        ConsumerGroup.Of(group, bus.Services.GetRequiredService<EventBusRegistrations>(), bus.Options);

    /// <summary>Checks that somebody says which topics a group reads.</summary>
    /// <exception cref="ToolException">Nobody does.</exception>
    public static void DemandTopics(this BusConnection bus, string group)
    {
        if (bus.GroupOf(group).Topics.Count == 0)
        {
            throw new ToolException(
                $"Nobody says which topics the group {group} reads: give {Topics.Name}, set "
                + $"{bus.PathOf($"Groups:{group}:Topics")}, or give the manifest of the service's build by "
                + $"{KnownBuild.ManifestOption.Name}.",
                ExitCode.Usage);
        }
    }
}
