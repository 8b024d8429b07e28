using EventSchemas.EntityFrameworkCore.Tests;
using EventSchemas.TestKit;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>A PostgreSQL server of the test run. Where none is installed, tests that need it are skipped with the reason.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private PostgresProcess? _process;
    private int _databases;

    public async ValueTask InitializeAsync()
    {
        // SQLite blocks threads while it waits for a lock.
        ThreadPool.SetMinThreads(workerThreads: 64, completionPortThreads: 64);
        if (PostgresProcess.Missing is null)
        {
            _process = await PostgresProcess.CreateAsync(
                "fsync=off", "max_connections=300", "deadlock_timeout=200ms", "track_commit_timestamp=on");
        }
    }

    /// <summary>The connection string of a new database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        Assert.SkipWhen(PostgresProcess.Missing is not null, PostgresProcess.Missing ?? "");
        string name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return _process!.ConnectionString(name);
    }

    /// <summary>Ends the server at once, and starts it again.</summary>
    public async Task RestartAsync()
    {
        await _process!.StopAsync();
        await _process.StartAsync();
    }

    /// <summary>Ends all connections to the databases of tests.</summary>
    public Task TerminateConnectionsAsync() => ExecuteAsync(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname <> 'postgres'");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_process!.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
