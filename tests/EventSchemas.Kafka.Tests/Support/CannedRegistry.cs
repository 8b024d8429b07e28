using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventSchemas.Kafka.Tests;

/// <summary>
/// An HTTP server that answers every request alike, as a proxy or a broken registry does, until it is told another answer.
/// </summary>
sealed class CannedRegistry : IDisposable
{
    private readonly HttpListener _listener = new();
    private volatile Answer _answer;

    public CannedRegistry(int status, string body, string contentType = "application/json")
    {
        _answer = new Answer(status, body, contentType);
        Url = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _ = RunAsync();
    }

    public string Url { get; }

    /// <summary>The Authorization header of the last request.</summary>
    public string? Authorization { get; private set; }

    public void SetAnswer(int status, string body) => _answer = new Answer(status, body, "application/json");

    public void Dispose() => _listener.Close();

    private async Task RunAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                Authorization = context.Request.Headers["Authorization"];
                Answer answer = _answer;
                context.Response.StatusCode = answer.Status;
                context.Response.ContentType = answer.ContentType;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer.Body));
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The server or the connection was closed.
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private sealed record Answer(int Status, string Body, string ContentType);
}
