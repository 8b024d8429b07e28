using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Enrollments;

/// <summary>The sample on a Redis server instead of Kafka: with <c>--redis</c>, or with the setting <c>EventBus:Redis:Url</c>.</summary>
static class RedisBus
{
    public const string Switch = "--redis";

    private const string UrlKey = "EventBus:Redis:Url";
    private const string DefaultUrl = "redis://localhost:6379";
    private const int DefaultPort = 6379;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Configures the event bus to use Redis, if somebody asks for it.</summary>
    public static bool UseIfAsked(ConfigurationManager configuration, string[] args)
    {
        bool hasUrl = !string.IsNullOrEmpty(configuration[UrlKey]);
        if (!hasUrl && args.Contains(Switch))
        {
            configuration.AddInMemoryCollection(new Dictionary<string, string?> { [UrlKey] = DefaultUrl });
            return true;
        }

        return hasUrl;
    }

    /// <summary>What to do where no server answers; null where one does.</summary>
    public static async Task<string?> FindProblemAsync(IConfiguration configuration)
    {
        var url = new Uri(configuration[UrlKey]!);
        if (url.Scheme == "unix")
        {
            return null;
        }

        int port = url.Port > 0 ? url.Port : DefaultPort;
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            using var client = new TcpClient();
            await client.ConnectAsync(url.Host, port, limit.Token);
            return null;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return $"No Redis server answers at {url.Host}:{port}. "
                + (IsInstalled()
                    ? $"One is installed: run redis-server --port {port} in another terminal, and then this again."
                    : "Install one (on Debian: apt install redis-server), or name yours in EventBus__Redis__Url.");
        }
    }

    /// <summary>Where the server is, without user and password.</summary>
    public static string Show(IConfiguration configuration) =>
        new Uri(configuration[UrlKey]!) is { Scheme: not "unix" } url ? $"Redis at {url.Host}" : "Redis";

    private static bool IsInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, "redis-server")) || File.Exists(Path.Combine(folder, "redis-server.exe")));
}
