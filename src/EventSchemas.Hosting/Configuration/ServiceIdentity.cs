using System.Net;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>How this service names itself in the metadata of its events.</summary>
sealed class ServiceIdentity(IOptions<EventBusOptions> options)
{
    private readonly string? _source = options.Value.Source;

    /// <summary>The service's name.</summary>
    public string Name { get; } = options.Value.ServiceName;

    /// <summary>The host that it runs on.</summary>
    public string Host { get; init; } = Dns.GetHostName();

    /// <summary>The version of this library: dotted integers, because Python services drop a message with any other text there.</summary>
    public string Library { get; init; } = typeof(ServiceIdentity).Assembly.GetName().Version!.ToString(3);

    /// <summary>The source of its events.</summary>
    public string SourceOf(EventConventions conventions) =>
        _source is not null && conventions.HasConfigurableSource ? _source : conventions.Source(Name);
}
