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
            + "Default: Groups:<group>:Topics of the settings.",
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

    /// <summary>Makes a group known to the bus by what the command line says of it.</summary>
    public static void Add(this EventBusBuilder bus, ParseResult result, string group, IReadOnlyList<string>? topics = null) =>
        bus.AddForeignGroup(new ForeignGroup(group)
        {
            Topics = topics ?? result.GetValue(Topics) ?? [],
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
                $"Nobody says which topics the group {group} reads: give {Topics.Name}, or set {bus.PathOf($"Groups:{group}:Topics")}.",
                ExitCode.Usage);
        }
    }
}
