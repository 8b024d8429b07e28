using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EventSchemas.TestKit;

/// <summary>
/// A Redis server on a port and in a folder of its own, which is deleted with it. It needs what Debian's package <c>redis-server</c>
/// installs.
/// </summary>
public sealed class RedisProcess : IAsyncDisposable
{
    private static readonly string? Program =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);

    private readonly string[] _arguments;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <summary>Prepares a server without starting it.</summary>
    /// <param name="arguments">
    /// Settings, as the server's command takes them. A sentinel, <c>--sentinel</c>, has its settings in the file <c>sentinel.conf</c> of
    /// its folder.
    /// </param>
    public RedisProcess(params string[] arguments) => _arguments = arguments;

    /// <summary>Why there is no server; null if there is one.</summary>
    public static string? Missing { get; } =
        Program is null ? "No Redis server is installed: install the package redis-server to run this." : null;

    /// <summary>Its folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("eventschemas-redis").FullName;

    /// <summary>The server's port on this machine.</summary>
    public int Port { get; } = FreePort();

    /// <summary>The server's address.</summary>
    public string Url => $"redis://127.0.0.1:{Port}/0";

    /// <summary>Starts it, the second time with what it has kept.</summary>
    /// <param name="more">Settings that count for this start alone.</param>
    /// <exception cref="InvalidOperationException">It has ended; the message is what it wrote.</exception>
    public async Task StartAsync(params string[] more)
    {
        string[] arguments = _arguments is ["--sentinel"]
            ? [Path.Combine(Folder, "sentinel.conf"), .. _arguments]
            : ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", .. _arguments, .. more];
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
            catch (SocketException) when (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30) && !_process.HasExited)
            {
                await Task.Delay(20);
            }
            catch (SocketException) when (_process.HasExited)
            {
                await _process.WaitForExitAsync();
                throw new InvalidOperationException($"The Redis server has ended: {string.Join(' ', _output)}");
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
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
}
