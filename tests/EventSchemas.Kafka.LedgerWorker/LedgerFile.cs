using System.Diagnostics;
using System.Text;

namespace EventSchemas.Kafka.LedgerWorker;

/// <summary>
/// What the process did, a line in one write, so that nothing of it is lost with the process. A line ends with the time, by a clock that
/// all processes of the machine share.
/// </summary>
public sealed class LedgerFile(LedgerSettings settings) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FileStream _file = new(settings.File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>Writes a line.</summary>
    public void Write(string text)
    {
        lock (_gate)
        {
            _file.Write(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{text} {Stopwatch.GetTimestamp()}\n")));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
