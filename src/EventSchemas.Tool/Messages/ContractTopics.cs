using EventSchemas.Hosting;
using Microsoft.Extensions.Configuration;

namespace EventSchemas.Tool;

/// <summary>The topics of events whose contract is known.</summary>
static class ContractTopics
{
    /// <summary>The topics of an event, with the deployment's prefix: those of the settings, or else the contract's.</summary>
    /// <exception cref="ToolException">Neither names one.</exception>
    public static IReadOnlyList<string> Of(KnownContract contract, EventBusOptions options) =>
        options.Producers.GetValueOrDefault(contract.EventType) is { Topics.Count: > 0 } configured
            ? [.. configured.Topics.Select(options.FullTopic)]
            : contract.Topic is { } topic
            ? [options.FullTopic(topic)]
            : throw new ToolException(
                $"The contract of {contract.EventType} names no topic: name the topic, or set Producers:{contract.EventType}:Topics.",
                ExitCode.Usage);

    /// <summary>The settings of a bus that isn't opened yet.</summary>
    public static EventBusOptions ToOptions(this BusConfiguration configuration)
    {
        var options = new EventBusOptions();
        configuration.Bus.Bind(options);
        return options;
    }
}
