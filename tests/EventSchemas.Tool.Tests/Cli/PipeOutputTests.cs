using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace EventSchemas.Tool.Tests;

public sealed class PipeOutputTests
{
    [Fact]
    public async Task A_command_whose_output_nobody_reads_any_more_ends_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The output is the console's there.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.DisposeLocalCopyOfClientHandle();
        await using var file = new FileStream(
            new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false), FileAccess.Write, bufferSize: 0);
        TextWriter output = new StreamWriter(new PipeOutput(file)) { AutoFlush = true };
        using var error = new StringWriter();

        int code = await EventSchemasTool.RunAsync(
            ["--help"], ToolRun.Environment(output, error), TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (code, error.ToString()));
    }
}
