using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EventSchemas.Tool;

/// <summary>Passes connections of a port on loopback on to another address there.</summary>
sealed class PortForward : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    private PortForward(TcpListener listener, IPEndPoint target)
    {
        _listener = listener;
        _target = target;
        _accepting = AcceptAsync();
    }

    /// <summary>The address to connect to.</summary>
    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Starts to listen; null where the port is taken.</summary>
    /// <param name="port">The port.</param>
    /// <param name="target">Where connections go, as <c>host:port</c>; of several the first.</param>
    public static PortForward? TryStart(int port, string target)
    {
        string first = target.Split(',')[0];
        int targetPort = int.Parse(first[(first.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return new PortForward(listener, new IPEndPoint(IPAddress.Loopback, targetPort));
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _accepting.ConfigureAwait(false);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token).ConfigureAwait(false);
                connections.RemoveAll(one => one.IsCompleted);
                connections.Add(PassAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections).ConfigureAwait(false);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        Task[] both = [];
        using (var server = new TcpClient())
        using (client)
        {
            try
            {
                await server.ConnectAsync(_target, _end.Token).ConfigureAwait(false);
                NetworkStream near = client.GetStream();
                NetworkStream far = server.GetStream();
                both = [near.CopyToAsync(far, _end.Token), far.CopyToAsync(near, _end.Token)];
                await Task.WhenAny(both).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The client sees that its connection ends.
            }
        }

        // Where one side ends the connection, so does the other one.
        await Task.WhenAll(both).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
