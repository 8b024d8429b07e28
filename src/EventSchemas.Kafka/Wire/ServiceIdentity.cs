using System.Net;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>How this service names itself in the headers of its events.</summary>
sealed class ServiceIdentity(IOptions<EventBusOptions> options)
{
    /// <summary>The <c>ce_source</c> header.</summary>
    public string Source { get; } = $"openedx/{options.Value.ServiceName}/web";

    /// <summary>The <c>sourcehost</c> header.</summary>
    public string Host { get; } = Dns.GetHostName();

    /// <summary>The <c>sourcelib</c> header: dotted integers, because Python services drop a message with anything else there.</summary>
    public string Library { get; } = typeof(ServiceIdentity).Assembly.GetName().Version!.ToString(3);
}
