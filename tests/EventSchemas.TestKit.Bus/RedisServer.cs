using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace EventSchemas.TestKit;

/// <summary>
/// A Redis server on a port and in a folder of its own. A test that needs one is skipped where none is installed, or where the one that is
/// there can't do what the test asks for.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly string? Program = Find();
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string[] _arguments;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;
    private ConnectionMultiplexer? _client;

    private RedisServer(string[] arguments) => _arguments = arguments;

    public int Port { get; } = FreePort();

    /// <summary>Its folder, which is deleted with it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("eventschemas-redis").FullName;

    public string Url => $"redis://127.0.0.1:{Port}/0";

    /// <summary>A client of the test's own.</summary>
    public IDatabase Database => _client!.GetDatabase();

    public IServer Admin => _client!.GetServers()[0];

    /// <summary>Starts a server.</summary>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        Assert.SkipWhen(Program is null, "No Redis server is installed: install the package redis-server to run this test.");
        var server = new RedisServer(arguments);
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts a replica of this server, and waits until it has everything.</summary>
    public async Task<RedisServer> StartReplicaAsync()
    {
        RedisServer replica = await StartAsync("--replicaof", "127.0.0.1", Port.ToString(CultureInfo.InvariantCulture));
        await Wait.UntilAsync(
            async () => ((string?)await replica.Admin.ExecuteAsync("INFO", "replication"))!
                .Contains("master_link_status:up", StringComparison.Ordinal),
            "the replica has everything");
        return replica;
    }

    /// <summary>Starts a sentinel that watches this server and promotes its replica within some seconds.</summary>
    /// <param name="name">The name under which it knows the server.</param>
    /// <param name="more">Further lines of its configuration.</param>
    public async Task<RedisServer> StartSentinelAsync(string name, string more = "")
    {
        var sentinel = new RedisServer(["--sentinel"]);
        await File.WriteAllTextAsync(
            Path.Combine(sentinel.Folder, "sentinel.conf"),
            string.Create(CultureInfo.InvariantCulture, $"""
                port {sentinel.Port}
                bind 127.0.0.1
                dir {sentinel.Folder}
                sentinel monitor {name} 127.0.0.1 {Port} 1
                sentinel down-after-milliseconds {name} 500
                sentinel failover-timeout {name} 5000
                {more}

                """));
        await sentinel.StartAsync();
        await Wait.UntilAsync(
            async () => (await sentinel.Admin.SentinelReplicasAsync(name)).Length > 0,
            "the sentinel knows the replica");
        return sentinel;
    }

    /// <summary>Starts it again, with what it has kept.</summary>
    public async Task RunAsync()
    {
        string[] arguments = _arguments is ["--sentinel"]
            ? [Path.Combine(Folder, "sentinel.conf"), .. _arguments]
            : ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", .. _arguments];
        var start = new ProcessStartInfo(Program!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (long started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (!_process.HasExited && Stopwatch.GetElapsedTime(started) < Limit)
            {
                await Task.Delay(20);
            }
            catch (SocketException) when (_process.HasExited)
            {
                // What was built without a feature refuses its settings.
                await _process.WaitForExitAsync();
                string output = string.Join(' ', _output);
                Assert.SkipWhen(
                    output.Contains("Bad directive", StringComparison.Ordinal), $"The Redis server that is installed can't: {output}");
                Assert.Fail($"The Redis server has ended: {output}");
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

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A port that nobody uses; the one of a cluster's bus, which is 10,000 above, exists too.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            if (((IPEndPoint)listener.LocalEndpoint).Port is <= ushort.MaxValue - 10_000 and var port)
            {
                return port;
            }
        }
    }

    private async Task StartAsync()
    {
        try
        {
            await RunAsync();
            var options = ConfigurationOptions.Parse($"127.0.0.1:{Port},allowAdmin=true,abortConnect=false");
            options.ReconnectRetryPolicy = new LinearRetry(100);
            if (Array.IndexOf(_arguments, "--requirepass") is >= 0 and var index)
            {
                options.Password = _arguments[index + 1];
            }

            if (_arguments is ["--sentinel"])
            {
                options.CommandMap = CommandMap.Sentinel;
            }

            _client = await ConnectionMultiplexer.ConnectAsync(options);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);
}
