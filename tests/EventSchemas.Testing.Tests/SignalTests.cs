using System.Diagnostics;

namespace EventSchemas.Testing.Tests;

/// <summary>The embedded registry leaves SIGTERM and Ctrl+C to the process: a child process gets the signal.</summary>
public sealed class SignalTests
{
    private const int EndedBySigTerm = 128 + 15;
    private const int HandledByProcess = 7;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("", EndedBySigTerm)]
    [InlineData("own", HandledByProcess)]
    public async Task A_process_with_an_embedded_registry_gets_its_signals(string argument, int exitCode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no signals to send.");
        }

        string program = Path.Combine(AppContext.BaseDirectory, "EventSchemas.Testing.SignalProbe.dll");
        using Process probe = Process.Start(
            new ProcessStartInfo("dotnet", [program, argument]) { RedirectStandardOutput = true })!;
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            Assert.Equal("ready", await probe.StandardOutput.ReadLineAsync(deadline.Token));
            using Process kill = Process.Start("kill", ["-TERM", $"{probe.Id}"]);
            await probe.WaitForExitAsync(deadline.Token);

            Assert.Equal(exitCode, probe.ExitCode);
        }
        finally
        {
            probe.Kill();
        }
    }
}
