using System.Text;
using EventSchemas.TestKit;

namespace EventSchemas.Redis.LedgerWorker;

/// <summary>Takes its time, so that the process is killed while it handles an order, and then writes down that it has.</summary>
sealed class FileHandler(HandledFile file) : IEventHandler<OrderPlaced>
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);

    public async Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken)
    {
        await Task.Delay(Work, cancellationToken);
        file.Write(value.Number);
    }
}

/// <summary>The orders that the process has handled, a line in one write, so that nothing of it is lost with the process.</summary>
sealed class HandledFile(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Write(string number)
    {
        lock (_file)
        {
            _file.Write(Encoding.UTF8.GetBytes($"{number}\n"));
        }
    }

    public void Dispose() => _file.Dispose();
}
