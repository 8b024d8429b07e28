using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EventSchemas.Kafka.Tests;

/// <summary>A process that publishes or handles events of the ledger.</summary>
sealed partial class Worker : IDisposable
{
    private const int ShownLines = 40;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly LedgerWaits _waits;

    /// <param name="name">Its name.</param>
    /// <param name="waits">Where it is noted that the process can't commit.</param>
    /// <param name="settings">Its settings.</param>
    public Worker(string name, LedgerWaits waits, IEnumerable<KeyValuePair<string, string>> settings)
    {
        Name = name;
        _waits = waits;
        string program = Path.Combine(AppContext.BaseDirectory, "EventSchemas.Kafka.LedgerWorker.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public bool HasEnded => _process.HasExited;

    /// <summary>The last lines of its log.</summary>
    public string Log => string.Join('\n', _output.Reverse().Take(ShownLines).Reverse());

    public void Send(int number)
    {
        _process.StandardInput.WriteLine(number);
        _process.StandardInput.Flush();
    }

    /// <summary>Ends the process at once: SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Lets the process stop by itself.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken);
        Assert.True(_process.ExitCode == 0, $"{Name} ended with {_process.ExitCode}:\n{Log}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        // The failures that handlers are meant to have, and their end, would hide the others.
        if (line is not null
            && !line.Contains("The ledger test lets this call fail", StringComparison.Ordinal)
            && !line.Contains(" succeeded on ", StringComparison.Ordinal))
        {
            _output.Enqueue($"{Stopwatch.GetTimestamp()} {line}");
            if (WaitLine().Match(line) is { Success: true } wait)
            {
                _waits.Add(new PartitionWait(
                    Name,
                    int.Parse(wait.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                    long.Parse(wait.Groups[2].ValueSpan, CultureInfo.InvariantCulture)));
            }
            else if (line.Contains("has committed no offsets for", StringComparison.Ordinal))
            {
                _waits.CannotCommit(Name);
            }
            else if (line.Contains("commits its offsets again", StringComparison.Ordinal))
            {
                _waits.CommitsAgain(Name);
            }
        }
    }

    [GeneratedRegex(@" waits at \S+ \[\[(\d+)\]\] @(\d+), because its dead letter")]
    private static partial Regex WaitLine();
}
