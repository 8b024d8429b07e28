using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace EventSchemas.Tool.Tests;

/// <summary>The outbox's tables are created by the script that the package of the outbox has.</summary>
public sealed class OutboxCommandTests : IAsyncLifetime
{
    private const string Placed = "org.acme.order.placed.v1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventschemas-");

    private string Database => Path.Combine(_folder.FullName, "shop.db");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Sqlite.sql"));
        await ExecuteAsync(script);
        await AddAsync(lane: 7, state: 1, Placed, key: "ada", attempts: 5, error: "the message is too large");
        await AddAsync(lane: 7, state: 0, Placed, key: "ada", attempts: 0, error: null);
        await AddAsync(lane: 8, state: 1, "org.acme.order.paid.v1", key: "bob", attempts: 5, error: "refused");
        await AddAsync(lane: 9, state: 2, Placed, key: "eve", attempts: 0, error: null);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_connection_string_that_the_driver_refuses_is_an_error_without_it()
    {
        ToolRun run = await ToolRun.OfAsync(["outbox", "list", "--provider", "postgresql", "--connection", "s3cr3t="]);

        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("s3cr3t", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_set_aside_is_listed_with_the_reason_and_what_it_holds_up()
    {
        ToolRun people = await RunAsync("list", width: 60);
        ToolRun machine = await RunAsync($"list --json --type {Placed}");

        Assert.Equal(0, people.ExitCode);
        Assert.Contains("the message is too large", people.Output, StringComparison.Ordinal);
        Assert.Contains("1 event behind it", people.Output, StringComparison.Ordinal);
        Assert.Contains("Set aside: 2, waiting: 1, sent: 1", people.Output, StringComparison.Ordinal);
        Assert.All(people.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
        using var row = JsonDocument.Parse(machine.Output);
        Assert.Equal(
            ("ada", 5, 1L),
            (row.RootElement.GetProperty("key").GetString(), row.RootElement.GetProperty("attempts").GetInt32(),
                row.RootElement.GetProperty("held").GetInt64()));
    }

    [Fact]
    public async Task A_retry_lets_events_wait_again_that_are_set_aside()
    {
        ToolRun dry = await RunAsync("retry --key ada --dry-run");
        ToolRun declined = await RunAsync("retry --key ada");
        Assert.Equal([(1L, 5L), (0, 0), (1, 5), (2, 0)], await StatesAsync());

        ToolRun done = await RunAsync("retry --key ada --yes");

        Assert.Equal((0, 4, 0), (dry.ExitCode, declined.ExitCode, done.ExitCode));
        Assert.Equal([(0L, 0L), (0, 0), (1, 5), (2, 0)], await StatesAsync());
    }

    [Fact]
    public async Task A_purge_deletes_what_its_filter_means_and_needs_one()
    {
        ToolRun all = await RunAsync("purge --yes");
        ToolRun declined = await RunAsync($"purge --type {Placed} --key ada");
        Assert.Equal(4, (await StatesAsync()).Count);
        ToolRun done = await RunAsync($"purge --type {Placed} --key ada --yes --json");

        Assert.Equal((2, 4, 0), (all.ExitCode, declined.ExitCode, done.ExitCode));
        using var result = JsonDocument.Parse(done.Output);
        Assert.Equal(2, result.RootElement.GetProperty("purged").GetInt32());
        Assert.Equal(2, (await StatesAsync()).Count);
    }

    [Fact]
    public async Task A_database_that_can_not_be_used_is_an_error_without_its_password()
    {
        string[] list = ["outbox", "list", "--provider"];
        ToolRun missing = await ToolRun.OfAsync([.. list, "sqlite", "--connection", $"Data Source={Database}.missing"]);
        ToolRun server = await ToolRun.OfAsync(
            [.. list, "postgresql", "--connection", "Host=127.0.0.1;Port=1;Username=ada;Password=secret;Timeout=2"]);
        ToolRun wrong = await ToolRun.OfAsync([.. list, "postgresql", "--connection", "Password=secret;Nonsense=1"]);
        ToolRun variable = await ToolRun.OfAsync([.. list, "sqlite", "--connection", "env:NO_SUCH"]);

        Assert.Equal((3, 3, 2, 2), (missing.ExitCode, server.ExitCode, wrong.ExitCode, variable.ExitCode));
        Assert.All([missing, server, wrong, variable], run => Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal));
        Assert.Contains("NO_SUCH", variable.Error, StringComparison.Ordinal);
    }

    private Task<ToolRun> RunAsync(string arguments, int width = 80) => ToolRun.OfAsync(
        ["outbox", .. arguments.Split(' '), "--provider", "sqlite", "--connection", $"Data Source={Database}"], width: width);

    private Task AddAsync(int lane, int state, string eventType, string key, int attempts, string? error) => ExecuteAsync(
        """
        INSERT INTO event_outbox (bucket, bucket_count, lane, state, event_type, event_id, event_time, topic, fingerprint, key_text,
          is_replay, created_at, attempts, last_error)
        VALUES (1, 64, $lane, $state, $type, $id, '2026-01-02 03:04:05', 'orders', 'f', $key, 0, '2026-01-02 03:04:05', $attempts, $error)
        """,
        ("$lane", lane),
        ("$state", state),
        ("$type", eventType),
        ("$id", Guid.NewGuid().ToString().ToUpperInvariant()),
        ("$key", key),
        ("$attempts", attempts),
        ("$error", error));

    private async Task<List<(long State, long Attempts)>> StatesAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Database}");
        await connection.OpenAsync(Token);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT state, attempts FROM event_outbox ORDER BY id";
        await using SqliteDataReader rows = await command.ExecuteReaderAsync(Token);
        List<(long, long)> states = [];
        while (await rows.ReadAsync(Token))
        {
            states.Add((rows.GetInt64(0), rows.GetInt64(1)));
        }

        return states;
    }

    private async Task ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = new SqliteConnection($"Data Source={Database}");
        await connection.OpenAsync(Token);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        await command.ExecuteNonQueryAsync(Token);
    }
}
