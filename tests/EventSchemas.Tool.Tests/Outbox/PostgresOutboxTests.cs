using System.Text.Json;
using Npgsql;

namespace EventSchemas.Tool.Tests;

/// <summary>The same on PostgreSQL, whose types and schemas SQLite doesn't have.</summary>
public sealed class PostgresOutboxTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_listed_retried_and_purged_in_a_schema()
    {
        Assert.SkipWhen(PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        await using PostgresProcess server = await PostgresProcess.CreateAsync("fsync=off");
        string connection = server.ConnectionString("postgres");
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "PostgreSql.sql"), Token);
        await ExecuteAsync(connection, $"CREATE SCHEMA shop; SET search_path = shop; {script}");
        await ExecuteAsync(connection, """
            INSERT INTO shop.event_outbox (bucket, bucket_count, lane, state, event_type, event_id, event_time, topic, fingerprint,
              key_text, is_replay, created_at, attempts, last_error)
            VALUES (1, 64, 7, 1, 'org.acme.order.placed.v1', gen_random_uuid(), now(), 'orders', 'f', 'ada', false, now(), 5, 'too large')
            """);
        string[] options = ["--provider", "postgresql", "--table", "shop.event_outbox", "--connection", connection, "--json"];

        ToolRun list = await ToolRun.OfAsync(["outbox", "list", .. options]);
        ToolRun retry = await ToolRun.OfAsync(["outbox", "retry", "--key", "ada", "--yes", .. options]);
        ToolRun purge = await ToolRun.OfAsync(["outbox", "purge", "--key", "ada", "--yes", .. options]);

        Assert.Equal((0, 0, 0), (list.ExitCode, retry.ExitCode, purge.ExitCode));
        using var row = JsonDocument.Parse(list.Output);
        Assert.Equal("too large", row.RootElement.GetProperty("reason").GetString());
        using var retried = JsonDocument.Parse(retry.Output);
        using var purged = JsonDocument.Parse(purge.Output);
        Assert.Equal(
            (1, 1), (retried.RootElement.GetProperty("retried").GetInt32(), purged.RootElement.GetProperty("purged").GetInt32()));
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
