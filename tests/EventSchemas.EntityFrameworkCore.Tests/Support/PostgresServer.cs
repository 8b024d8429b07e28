using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using EventSchemas.EntityFrameworkCore.Tests;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>
/// A PostgreSQL server of the test run, on a port and in a folder of its own. Where no server is installed, <see cref="Missing"/> says so.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventschemas-postgres").FullName;
    private Process? _server;
    private string? _bin;
    private int _port;
    private int _databases;

    /// <summary>Why there is no server; null if there is one.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        // SQLite blocks threads while it waits for a lock.
        ThreadPool.SetMinThreads(workerThreads: 64, completionPortThreads: 64);
        _bin = Folders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
        if (_bin is null)
        {
            Missing = "No PostgreSQL server is installed: install the package postgresql to run this test.";
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            await RunAsync("chown", ["-R", "nobody", _folder]);
        }

        string data = Path.Combine(_folder, "data");
        await RunAsync(Server("initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-locale", "-E", "UTF8", "--no-sync"));
        _port = FreePort();
        (string file, string[] arguments) = Server(
            "postgres", "-D", data, "-p", $"{_port}", "-h", "127.0.0.1", "-k", "", "-c", "fsync=off", "-c", "max_connections=300",
            "-c", "deadlock_timeout=200ms", "-c", "track_commit_timestamp=on");
        _server = Start(file, arguments);
        await ReachAsync();
    }

    /// <summary>The connection string of a new database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        string name = $"test{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using NpgsqlCommand create = connection.CreateCommand();
        create.CommandText = $"CREATE DATABASE {name}";
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            _server.Kill(entireProcessTree: true);
            await _server.WaitForExitAsync();
            _server.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=100;Timeout=30";

    private (string File, string[] Arguments) Server(string program, params string[] arguments)
    {
        string path = Path.Combine(_bin!, program);
        return Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid=nobody", "--clear-groups", "--", path, .. arguments])
            : (path, arguments);
    }

    private static IEnumerable<string> Folders()
    {
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin"))
            : [];
        return path.Concat(installed);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunAsync((string File, string[] Arguments) command) => RunAsync(command.File, command.Arguments);

    private static async Task RunAsync(string file, string[] arguments)
    {
        using Process process = Start(file, arguments);
        string output = await process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{file}: {output}{errors}");
    }

    private static Process Start(string file, string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start)!;
    }

    private async Task ReachAsync()
    {
        _ = _server!.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _ = _server.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        for (long started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30) && !_server.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }
}
