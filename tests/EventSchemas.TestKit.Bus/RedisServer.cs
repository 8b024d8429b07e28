using System.Globalization;
using StackExchange.Redis;

namespace EventSchemas.TestKit;

/// <summary>
/// A Redis server, and a client of the test's own. A test that needs one is skipped where none is installed, or where the one that is
/// there can't do what the test asks for.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string[] _arguments;
    private readonly RedisProcess _process;
    private ConnectionMultiplexer? _client;

    private RedisServer(string[] arguments)
    {
        _arguments = arguments;
        _process = new RedisProcess(arguments);
    }

    public int Port => _process.Port;

    /// <summary>Its folder, which is deleted with it.</summary>
    public string Folder => _process.Folder;

    public string Url => _process.Url;

    /// <summary>A client of the test's own.</summary>
    public IDatabase Database => _client!.GetDatabase();

    public IServer Admin => _client!.GetServers()[0];

    /// <summary>Starts a server.</summary>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        Assert.SkipWhen(RedisProcess.Missing is not null, RedisProcess.Missing ?? "");
        var server = new RedisServer(arguments);
        await server.ConnectAsync();
        return server;
    }

    /// <summary>Starts a replica of this server, and waits until it has everything.</summary>
    /// <param name="arguments">Its settings.</param>
    public async Task<RedisServer> StartReplicaAsync(params string[] arguments)
    {
        var replica = new RedisServer(arguments);
        await replica.ConnectAsync(ReplicaOf(this));
        await Wait.UntilAsync(
            async () => (await replica.ReplicationAsync()).GetValueOrDefault("master_link_status") == "up",
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
        await sentinel.ConnectAsync();
        await Wait.UntilAsync(
            async () => (await sentinel.Admin.SentinelReplicasAsync(name)).Length > 0,
            "the sentinel knows the replica");
        return sentinel;
    }

    /// <summary>
    /// Ends this server as a crash would, makes a replica take its place, and starts it again as the replica's replica. Replication is
    /// asynchronous: what the replica doesn't have would be lost, and nobody could tell, so that writing pauses before.
    /// </summary>
    public async Task FailOverAsync(RedisServer replica)
    {
        const int longest = 60_000;
        await Admin.ExecuteAsync("CLIENT", "PAUSE", longest, "WRITE");
        await Wait.UntilAsync(
            async () =>
            {
                // While writing pauses, pings go on, and the first replica after a start begins a new history.
                Dictionary<string, string> own = await ReplicationAsync();
                Dictionary<string, string> its = await replica.ReplicationAsync();
                return its.GetValueOrDefault("master_link_status") == "up"
                    && its["master_replid"] == own["master_replid"]
                    && OffsetOf(its, "slave_repl_offset") >= OffsetOf(own, "master_repl_offset");
            },
            "the replica has everything");
        await KillAsync();
        await replica.Admin.ExecuteAsync("REPLICAOF", "NO", "ONE");
        await replica._client!.ConfigureAsync();
        await RunAsync(ReplicaOf(replica));
    }

    /// <summary>Starts it again, with what it has kept.</summary>
    /// <param name="more">Settings that count for this start alone.</param>
    public async Task RunAsync(params string[] more)
    {
        try
        {
            await _process.StartAsync(more);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("Bad directive", StringComparison.Ordinal))
        {
            // What was built without a feature refuses its settings.
            Assert.Skip($"The Redis server that is installed can't do it. {e.Message}");
        }
    }

    /// <summary>Ends the process as a crash would.</summary>
    public Task KillAsync() => _process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        await _process.DisposeAsync();
    }

    private static string[] ReplicaOf(RedisServer primary) =>
        ["--replicaof", "127.0.0.1", primary.Port.ToString(CultureInfo.InvariantCulture)];

    private static long OffsetOf(Dictionary<string, string> replication, string name) =>
        long.Parse(replication[name], CultureInfo.InvariantCulture);

    /// <summary>What the server says of its replication.</summary>
    private async Task<Dictionary<string, string>> ReplicationAsync()
    {
        string info = (string?)await Admin.ExecuteAsync("INFO", "replication") ?? "";
        return info.Split("\r\n")
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    private async Task ConnectAsync(params string[] more)
    {
        try
        {
            await RunAsync(more);
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
}
