using EventSchemas.Hosting;
using Microsoft.Extensions.Configuration;

namespace EventSchemas.Tool;

/// <summary>The topics of events whose contract is known.</summary>
static class ContractTopics
{
    /// <summary>The topics of an event, with the deployment's prefix: those of the settings, or else the contract's.</summary>
    /// <exception cref="ToolException">Neither names one.</exception>
    public static IReadOnlyList<string> Of(KnownContract contract, EventBusOptions options) =>
        Find(contract, options) is { Count: > 0 } topics ? topics : throw new ToolException(
            $"The contract of {contract.EventType} names no topic: name the topic, or set Producers:{contract.EventType}:Topics.",
            ExitCode.Usage);

    /// <summary>The same; none where neither names one.</summary>
    public static IReadOnlyList<string> Find(KnownContract contract, EventBusOptions options) =>
        [.. WithoutPrefix(contract, options).Select(options.FullTopic)];

    /// <summary>The same without the deployment's prefix.</summary>
    public static IReadOnlyList<string> WithoutPrefix(KnownContract contract, EventBusOptions options) =>
        options.Producers.GetValueOrDefault(contract.EventType) is { Topics.Count: > 0 } configured ? [.. configured.Topics]
        : contract.Topic is { } topic ? [topic]
        : [];

    /// <summary>The settings of a bus that isn't opened yet.</summary>
    public static EventBusOptions ToOptions(this BusConfiguration configuration)
    {
        var options = new EventBusOptions();
        configuration.Bus.Bind(options);
        return options;
    }
}
