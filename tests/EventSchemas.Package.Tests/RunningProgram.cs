using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace EventSchemas.Package.Tests;

/// <summary>A program of .NET that runs until it is disposed, and what it writes.</summary>
sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _read = new();

    private RunningProgram(Process process) => _process = process;

    /// <summary>Starts a program.</summary>
    /// <param name="start">How it is started.</param>
    public static RunningProgram Start(ProcessStartInfo start)
    {
        var program = new RunningProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += (_, line) => program.Add(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Add(line.Data);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits until it has written a text, behind what was waited for before.</summary>
    public Task UntilAsync(string text, CancellationToken cancellationToken) =>
        UntilAsync(line => line.Contains(text, StringComparison.Ordinal), $"'{text}'", cancellationToken);

    /// <summary>Waits for a line; gives everything up to its end.</summary>
    public async Task<string> UntilAsync(Predicate<string> isAwaited, string what, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            while (true)
            {
                string line = await _lines.Reader.ReadAsync(deadline.Token);
                _read.AppendLine(line);
                if (isAwaited(line))
                {
                    return _read.ToString();
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program doesn't write {what}. It wrote:\n{_read}");
        }
    }

    /// <summary>Ends it as Ctrl+C does, where the system has a signal for that.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, cancellationToken);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            _lines.Writer.TryWrite(line);
        }
    }
}
