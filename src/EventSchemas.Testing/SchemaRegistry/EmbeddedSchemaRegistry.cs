using EventSchemas.Avro;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Testing;

/// <summary>
/// A schema registry inside this process, on loopback: Confluent's REST API for Avro, with the compatibility rules of EventSchemas.
/// Schemas are kept in memory until it is disposed. Safe for concurrent use.
/// </summary>
public sealed class EmbeddedSchemaRegistry : IAsyncDisposable
{
    private const long MaxBodyLength = 4 * 1024 * 1024;

    private readonly WebApplication _server;

    private EmbeddedSchemaRegistry(WebApplication server, RegistryFaults faults)
    {
        _server = server;
        Faults = faults;
        Url = new Uri(server.Urls.Single());
    }

    /// <summary>The address that clients connect to.</summary>
    public Uri Url { get; }

    /// <summary>What goes wrong, on demand.</summary>
    public RegistryFaults Faults { get; }

    /// <summary>Starts a registry. Ctrl+C and SIGTERM stay with the process.</summary>
    /// <param name="options">The level and the port; by default Confluent's default level and a free port.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmbeddedSchemaRegistry> StartAsync(
        EmbeddedSchemaRegistryOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedSchemaRegistryOptions();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyLength;
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
        });
        WebApplication server = builder.Build();
        var faults = new RegistryFaults();
        server.Use((context, next) => FaultMiddleware.InvokeAsync(context, next, faults));
        RegistryEndpoints.Map(server, new SubjectStore(options.Compatibility, options.AcceptsReferences));
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        return new EmbeddedSchemaRegistry(server, faults);
    }

    /// <summary>Stops the registry. Its schemas are lost.</summary>
    public async ValueTask DisposeAsync()
    {
        // A graceful stop would wait for idle client connections until its timeout.
        using var now = new CancellationTokenSource();
        await now.CancelAsync().ConfigureAwait(false);
        await _server.StopAsync(now.Token).ConfigureAwait(false);
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>Settings of an <see cref="EmbeddedSchemaRegistry"/>. Immutable.</summary>
public sealed record EmbeddedSchemaRegistryOptions
{
    /// <summary>
    /// The level of subjects without a level of their own; <see cref="CompatibilityLevel.Backward"/> by default, like Confluent's.
    /// </summary>
    public CompatibilityLevel Compatibility { get; init; } = CompatibilityLevel.Backward;

    /// <summary>Whether schemas may name schemas of other subjects; true by default.</summary>
    public bool AcceptsReferences { get; init; } = true;

    /// <summary>The port on loopback; 0, the default, means a free one.</summary>
    public int Port { get; init; }
}
