namespace EventSchemas.Tool.Tests;

/// <summary>A command that runs until it is interrupted, in this process.</summary>
sealed class RunningTool : IAsyncDisposable
{
    private readonly CancellationTokenSource _interrupt = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken);

    private readonly OutputText _output = new();
    private readonly OutputText _error = new();
    private readonly Task<int> _command;

    /// <summary>Starts a command.</summary>
    /// <param name="arguments">The command line, split at spaces.</param>
    /// <param name="directory">The folder that relative paths start from.</param>
    public RunningTool(string arguments, string? directory = null) => _command = Task.Run(() => EventSchemasTool.RunAsync(
        arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ToolRun.Environment(_output, _error, directory),
        _interrupt.Token));

    /// <summary>What it has written until now.</summary>
    public string Output => _output.ToString();

    /// <summary>Waits until it has written a text.</summary>
    public Task UntilAsync(string text) => Wait.UntilAsync(
        () => _command.IsCompleted || Output.Contains(text, StringComparison.Ordinal), $"the command writes '{text}'");

    /// <summary>Interrupts it as Ctrl+C does, and waits for its end.</summary>
    public async Task<ToolRun> InterruptAsync()
    {
        await _interrupt.CancelAsync();
        return new ToolRun(await _command, Output, _error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await InterruptAsync();
        _interrupt.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    /// <summary>A text that one thread writes while another one reads it.</summary>
    private sealed class OutputText : StringWriter
    {
        private readonly Lock _gate = new();

        public OutputText() => NewLine = "\n";

        public override void Write(char value)
        {
            lock (_gate)
            {
                base.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (_gate)
            {
                base.Write(buffer, index, count);
            }
        }

        public override void Write(string? value)
        {
            lock (_gate)
            {
                base.Write(value);
            }
        }

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void WriteLine(string? value) => Write(value + NewLine);

        public override string ToString()
        {
            lock (_gate)
            {
                return base.ToString();
            }
        }
    }
}
