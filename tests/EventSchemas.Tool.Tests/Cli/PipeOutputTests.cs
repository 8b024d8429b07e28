using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

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

    [Fact]
    public void Lines_end_with_what_they_say_however_wide_a_table_is()
    {
        using var text = new StringWriter { NewLine = "\n" };
        ToolEnvironment environment = ToolRun.Environment(new TrimmedOutput(text) { NewLine = "\n" }, TextWriter.Null, width: 32_000);

        environment.Out.Write(NarrowTable.Create().AddText("topic").AddText("reason")
            .AddRow("orders", new string('x', 200)).AddRow("a longer topic", ""));
        environment.Out.Markup("a question ");
        environment.WriteText("and more  ");
        environment.WriteText("");

        Assert.Equal(
            $"topic           reason\norders          {new string('x', 200)}\na longer topic\na question and more\n\n", text.ToString());
    }
}
