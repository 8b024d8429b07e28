using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventSchemas.Redis.Tests;

/// <summary>
/// Speaks as much of a server's protocol as publishing needs, says that it has a version, and remembers the commands. What an XADD gets is
/// up to the test.
/// </summary>
sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string[]> _added = new();
    private readonly string _version;
    private readonly Func<int, string?> _answer;
    private readonly Task _accepting;
    private int _adds;

    /// <param name="version">The version that it says it has.</param>
    /// <param name="answer">What the XADD of a number, from 1, gets: an entry's id; null for an end of the connection without an answer.
    /// </param>
    public ScriptedServer(string version, Func<int, string?> answer)
    {
        _version = version;
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"redis://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/0";

    /// <summary>The arguments of each XADD.</summary>
    public IReadOnlyList<string[]> Added => [.. _added];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                var input = new BufferedStream(stream);
                while (await ReadAsync(input) is { } command && Answer(command) is { } answer)
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), _stop.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The client has closed the connection, or the test is over.
            }
        }
    }

    // Arguments and answers are Latin-1, so that every byte is a character.
    private async Task<string[]?> ReadAsync(Stream input)
    {
        if (await LineAsync(input) is not { Length: > 1 } head)
        {
            return null;
        }

        var command = new string[int.Parse(head.AsSpan(1), CultureInfo.InvariantCulture)];
        for (int i = 0; i < command.Length; i++)
        {
            string length = await LineAsync(input) ?? throw new IOException("The command is not complete.");
            byte[] bytes = new byte[int.Parse(length.AsSpan(1), CultureInfo.InvariantCulture) + 2];
            await input.ReadExactlyAsync(bytes, _stop.Token);
            command[i] = Encoding.Latin1.GetString(bytes, 0, bytes.Length - 2);
        }

        return command;
    }

    private async Task<string?> LineAsync(Stream input)
    {
        var line = new StringBuilder();
        byte[] one = new byte[1];
        while (await input.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }

    private string? Answer(string[] command)
    {
        switch (command[0].ToUpperInvariant())
        {
            case "XADD":
                _added.Enqueue(command[1..]);
                return _answer(Interlocked.Increment(ref _adds)) is { } id ? Bulk(id) : null;
            case "PING":
                return command.Length > 1 ? Bulk(command[1]) : "+PONG\r\n";
            case "ECHO":
                return Bulk(command[1]);
            case "INFO":
                return Bulk($"# Server\r\nredis_version:{_version}\r\nredis_mode:standalone\r\n# Replication\r\nrole:master\r\n");
            case "CLIENT" or "SELECT":
                return "+OK\r\n";
            case "SUBSCRIBE":
                return $"*3\r\n{Bulk("subscribe")}{Bulk(command[1])}:1\r\n";
            case "GET":
                return "$-1\r\n";
            default:
                return $"-ERR unknown command '{command[0]}'\r\n";
        }
    }

    private static string Bulk(string text) => $"${text.Length}\r\n{text}\r\n";
}
