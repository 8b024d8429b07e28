using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>A Redis server on a port and in a folder of its own. A test that needs one is skipped where none is installed.</summary>
sealed class RedisServer : IAsyncDisposable
{
    private static readonly string? Program = Find();

    private readonly string _folder = Directory.CreateTempSubdirectory("eventschemas-redis").FullName;
    private readonly int _port = FreePort();
    private readonly string[] _arguments;
    private Process? _process;
    private ConnectionMultiplexer? _client;

    private RedisServer(string[] arguments) => _arguments = arguments;

    public string Url => $"redis://127.0.0.1:{_port}/0";

    /// <summary>A client of the test's own.</summary>
    public IDatabase Database => _client!.GetDatabase();

    public IServer Admin => _client!.GetServers()[0];

    /// <summary>Starts a server; skips the test where none is installed.</summary>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        Assert.SkipWhen(Program is null, "No Redis server is installed: install the package redis-server to run this test.");
        var server = new RedisServer(arguments);
        await server.RunAsync();
        var options = ConfigurationOptions.Parse($"127.0.0.1:{server._port},allowAdmin=true,abortConnect=false");
        options.ReconnectRetryPolicy = new LinearRetry(100);
        if (Array.IndexOf(arguments, "--requirepass") is >= 0 and var index)
        {
            options.Password = arguments[index + 1];
        }

        server._client = await ConnectionMultiplexer.ConnectAsync(options);
        return server;
    }

    /// <summary>Starts it again, with what it has kept.</summary>
    public async Task RunAsync()
    {
        string[] arguments = ["--port", $"{_port}", "--bind", "127.0.0.1", "--dir", _folder, "--save", "", .. _arguments];
        var start = new ProcessStartInfo(Program!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        _process = Process.Start(start)!;
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        for (long started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30) && !_process.HasExited)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Ends the process as a crash would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        if (_process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
