using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EventSchemas.TestKit;

/// <summary>
/// A PostgreSQL server on a port and in a folder of its own, which is deleted with it. It needs what Debian's package <c>postgresql</c>
/// installs.
/// </summary>
public sealed class PostgresProcess : IAsyncDisposable
{
    private static readonly string? Bin = Folders().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    private readonly string _folder = Directory.CreateTempSubdirectory("eventschemas-postgres").FullName;
    private readonly int _port = FreePort();
    private Process? _server;

    private PostgresProcess()
    {
    }

    /// <summary>Why there is no server; null if there is one.</summary>
    public static string? Missing { get; } =
        Bin is null ? "No PostgreSQL server is installed: install the package postgresql to run this." : null;

    /// <summary>Creates a server with an empty folder, and starts it.</summary>
    /// <param name="settings">Its settings, as <c>name=value</c>.</param>
    public static async Task<PostgresProcess> CreateAsync(params string[] settings)
    {
        var server = new PostgresProcess();
        try
        {
            await server.InitializeAsync(settings);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of a database.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=100;Timeout=30";

    /// <summary>Starts the server on its folder.</summary>
    public async Task StartAsync()
    {
        (string file, string[] arguments) = Command("postgres", "-D", Data, "-p", $"{_port}", "-h", "127.0.0.1", "-k", "");
        _server = Start(file, arguments);
        _ = _server.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var log = new List<string>();
        while (await _server.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            log.Add(line);
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                _ = _server.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"The PostgreSQL server doesn't start: {string.Join('\n', log)}");
    }

    /// <summary>Ends the server at once.</summary>
    public async Task StopAsync()
    {
        _server!.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
        _server = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task InitializeAsync(string[] settings)
    {
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root.
            await RunAsync("chown", ["-R", "nobody", _folder]);
        }

        (string file, string[] arguments) = Command(
            "initdb", "-D", Data, "-A", "trust", "-U", "postgres", "--no-locale", "-E", "UTF8", "--no-sync");
        await RunAsync(file, arguments);
        await File.AppendAllLinesAsync(Path.Combine(Data, "postgresql.conf"), settings);
        await StartAsync();
    }

    private string Data => Path.Combine(_folder, "data");

    private static (string File, string[] Arguments) Command(string program, params string[] arguments)
    {
        string path = Path.Combine(Bin!, program);
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

    private static async Task RunAsync(string file, string[] arguments)
    {
        using Process process = Start(file, arguments);
        string[] output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{file}: {string.Concat(output)}");
        }
    }

    private static Process Start(string file, string[] arguments) => Process.Start(new ProcessStartInfo(file, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = "/",
    })!;
}
