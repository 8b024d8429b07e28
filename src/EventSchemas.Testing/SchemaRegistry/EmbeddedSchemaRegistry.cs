using EventSchemas.Avro;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Testing;

/// <summary>
/// A schema registry inside this process, on loopback: Confluent's REST API for Avro, with the compatibility rules of EventSchemas.
/// It keeps schemas for as long as it lives. Safe for concurrent use.
/// </summary>
public sealed class EmbeddedSchemaRegistry : IAsyncDisposable
{
    private const long MaxBodyLength = 4 * 1024 * 1024;

    private readonly WebApplication _server;

    private EmbeddedSchemaRegistry(WebApplication server)
    {
        _server = server;
        Url = new Uri(server.Urls.Single());
    }

    /// <summary>Where clients find it.</summary>
    public Uri Url { get; }

    /// <summary>Starts a registry.</summary>
    /// <param name="options">Its level and port; Confluent's default level and a free port where it isn't given.</param>
    /// <param name="cancellationToken">Stops starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmbeddedSchemaRegistry> StartAsync(
        EmbeddedSchemaRegistryOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedSchemaRegistryOptions();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyLength;
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
        });
        WebApplication server = builder.Build();
        RegistryEndpoints.Map(server, new SubjectStore(options.Compatibility));
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        return new EmbeddedSchemaRegistry(server);
    }

    /// <summary>Stops it; what it held is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        // A client's idle connections would hold a graceful stop back until its time-out.
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _server.StopAsync(now.Token).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>How an <see cref="EmbeddedSchemaRegistry"/> is made. Immutable.</summary>
public sealed record EmbeddedSchemaRegistryOptions
{
    /// <summary>The level of subjects that have none of their own; <see cref="CompatibilityLevel.Backward"/> by default, as Confluent's.</summary>
    public CompatibilityLevel Compatibility { get; init; } = CompatibilityLevel.Backward;

    /// <summary>The port on loopback; by default 0, which takes a free one.</summary>
    public int Port { get; init; }
}
