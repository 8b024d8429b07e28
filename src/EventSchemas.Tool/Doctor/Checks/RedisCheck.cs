using System.Globalization;
using EventSchemas.Hosting;
using EventSchemas.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Tool;

/// <summary>Whether the Redis server keeps streams: its version, memory, persistence and clock, and how full the streams are.</summary>
static class RedisCheck
{
    private const string Name = "redis";
    private const string Eviction = "maxmemory-policy";

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        BusConnection bus = await context.ConnectAsync(BusTransports.Redis).WaitAsync(cancellationToken).ConfigureAwait(false);
        IDatabase database = await bus.Services.GetRequiredService<RedisConnections>().Commands
            .ConnectAsync(cancellationToken)
            .ConfigureAwait(false);
        var info = RedisInfo.Parse(
            (string?)await database.ExecuteAsync("INFO").WaitAsync(cancellationToken).ConfigureAwait(false) ?? "");
        var time = (RedisValue[])(await database.ExecuteAsync("TIME").WaitAsync(cancellationToken).ConfigureAwait(false))!;
        DateTimeOffset now = context.Environment.Time.GetUtcNow();
        return
        [
            .. Judge(info, RedisConsuming.Oldest),
            Clock(DateTimeOffset.FromUnixTimeSeconds((long)time[0]), now),
            .. await StreamsAsync(bus, context.Service, cancellationToken).ConfigureAwait(false),
        ];
    }

    /// <summary>Judges what a server says of itself.</summary>
    /// <param name="info">What <c>INFO</c> says.</param>
    /// <param name="oldest">The oldest version that works.</param>
    public static IReadOnlyList<CheckResult> Judge(RedisInfo info, Version oldest) =>
        [VersionOf(info, oldest), Memory(info), Persistence(info)];

    private static CheckResult VersionOf(RedisInfo info, Version oldest) =>
        Version.TryParse(info["redis_version"], out Version? version) && version >= oldest
            ? new CheckResult(Name, CheckState.Ok, $"The server has the version {version}.") { Subject = "version" }
            : new CheckResult(Name, CheckState.Error, $"The server has the version {info["redis_version"]}.")
            {
                Subject = "version",
                Advice = $"Use {oldest} or newer.",
            };

    // A stream is a key without an expiry, so that only a policy of all keys can take it.
    private static CheckResult Memory(RedisInfo info)
    {
        string policy = info["maxmemory_policy"];
        bool isLimited = info["maxmemory"] is not ("" or "0");
        return (policy.StartsWith("allkeys", StringComparison.Ordinal), isLimited) switch
        {
            (true, true) => new CheckResult(
                Name, CheckState.Error, $"{Eviction} is {policy}: when the memory is full, whole streams are evicted.")
            {
                Subject = Eviction,
                Advice = $"Set {Eviction} to noeviction, or give the events a server of their own.",
            },
            (true, false) => new CheckResult(
                Name, CheckState.Warning, $"{Eviction} is {policy}: whole streams are evicted once maxmemory is set and reached.")
            {
                Subject = Eviction,
                Advice = $"Set {Eviction} to noeviction.",
            },
            _ => new CheckResult(Name, CheckState.Ok, $"{Eviction} is {policy}, which evicts no stream.") { Subject = Eviction },
        };
    }

    private static CheckResult Persistence(RedisInfo info)
    {
        bool hasLog = info["aof_enabled"] == "1";
        bool hasFailed = info["rdb_last_bgsave_status"] == "err" || info["aof_last_write_status"] == "err";
        return (hasLog, hasFailed) switch
        {
            (_, true) => new CheckResult(Name, CheckState.Error, "The server could not write its data to the disk.")
            {
                Subject = "persistence",
                Advice = "See its log: with the default settings it takes no more events until it can.",
            },
            (true, _) => new CheckResult(Name, CheckState.Ok, "The server writes each command to its log.") { Subject = "persistence" },
            _ => new CheckResult(Name, CheckState.Warning, "appendonly is off: after a crash, events since the last snapshot are gone.")
            {
                Subject = "persistence",
                Advice = "Set appendonly to yes and appendfsync to everysec.",
            },
        };
    }

    private static CheckResult Clock(DateTimeOffset there, DateTimeOffset here) => (there - here).Duration() > Tolerance
        ? new CheckResult(Name, CheckState.Warning, $"It is {there:u} on the server and {here:u} here.")
        {
            Subject = "clock",
            Advice = "Synchronize both clocks, for example by NTP.",
        }
        : new CheckResult(Name, CheckState.Ok, "The clocks of the server and of this machine agree.") { Subject = "clock" };

    private static async Task<IReadOnlyList<CheckResult>> StreamsAsync(
        BusConnection bus, ServiceTopics service, CancellationToken cancellationToken)
    {
        RedisOptions options = bus.Services.GetRequiredService<IOptions<RedisOptions>>().Value;
        List<CheckResult> results = [];
        foreach (ServiceGroup group in service.Groups)
        {
            foreach (string stream in group.Topics)
            {
                try
                {
                    GroupLag lag = await bus.Lag.ReadAsync(group.Name, [stream], cancellationToken).ConfigureAwait(false);
                    results.Add(Judge(group, lag.Partitions[0], options));
                }
                catch (EventBusReadException e)
                {
                    results.Add(new CheckResult(Name, CheckState.Warning, e.Message) { Subject = stream });
                }
            }
        }

        return results;
    }

    /// <summary>Judges how far a group is behind in a stream that is trimmed.</summary>
    public static CheckResult Judge(ServiceGroup group, PartitionLag lag, RedisOptions options)
    {
        if (lag.Missed is > 0)
        {
            return new CheckResult(
                Name, CheckState.Error, $"{lag.Missed} entries were deleted before the group {group.Name} read them.")
            {
                Subject = lag.Topic,
                Advice = "Raise Redis:StreamMaxLength of all services that write the stream, and see why the group didn't keep up.",
            };
        }

        double share = (lag.Lag ?? 0) / (double)options.StreamMaxLength;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"{lag.Lag ?? 0} entries wait for the group {group.Name}; the stream keeps {options.StreamMaxLength}.");
        return share > options.LagWarning
            ? new CheckResult(Name, CheckState.Warning, text)
            {
                Subject = lag.Topic,
                Advice = "See why the group doesn't keep up: the oldest entries are deleted when the stream is full.",
            }
            : new CheckResult(Name, CheckState.Ok, text) { Subject = lag.Topic };
    }
}

/// <summary>What <c>INFO</c> of Redis says. Immutable.</summary>
sealed class RedisInfo
{
    private readonly Dictionary<string, string> _values;

    private RedisInfo(Dictionary<string, string> values) => _values = values;

    /// <summary>A value; empty where the server doesn't say it.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    public static RedisInfo Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                values[line[..colon]] = line[(colon + 1)..];
            }
        }

        return new RedisInfo(values);
    }
}
