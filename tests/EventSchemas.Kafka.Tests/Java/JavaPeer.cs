using System.Diagnostics;
using System.Text;

namespace EventSchemas.Kafka.Tests;

/// <summary>
/// Avro's Java library in a process of its own, which reads and writes as Confluent's serializers for Java do. It needs a JDK, and what
/// Debian's package <c>libavro-compiler-java</c> installs.
/// </summary>
public sealed class JavaPeer : IAsyncDisposable
{
    private const string Folder = "/usr/share/java";

    // The library, what it compiles classes with, and what these two depend on.
    private static readonly string[] Libraries =
    [
        "avro", "avro-compiler", "avro-guava-dependencies", "commons-collections3", "commons-lang", "jackson-core-asl",
        "jackson-mapper-asl", "joda-time", "paranamer", "slf4j-api", "slf4j-nop", "velocity",
    ];

    // A first answer compiles the program, and perhaps a class.
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _gate = new(1);
    private Process? _process;

    /// <summary>Why there is no such library; null if there is one.</summary>
    public static string? Missing { get; } =
        !File.Exists(Path.Combine(Folder, "avro-compiler.jar")) ? "Avro's Java library isn't installed: see libavro-compiler-java."
        : !IsInPath("java") || !IsInPath("javac") ? "No JDK is installed."
        : null;

    /// <summary>Asks for one command.</summary>
    /// <returns>The parts of the answer.</returns>
    public async Task<string[]> AskAsync(params string[] command)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        await _gate.WaitAsync(deadline.Token);
        try
        {
            Process process = _process ??= Start();
            await process.StandardInput.WriteLineAsync(string.Join('\t', command).AsMemory(), deadline.Token);
            await process.StandardInput.FlushAsync(deadline.Token);
            string? answer = await process.StandardOutput.ReadLineAsync(deadline.Token);
            Assert.True(
                answer?.StartsWith("ok\t", StringComparison.Ordinal), answer ?? await process.StandardError.ReadToEndAsync(deadline.Token));
            return answer!.Split('\t')[1..];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _gate.Dispose();
    }

    private static Process Start()
    {
        string[] arguments =
        [
            // Programs that live for seconds are faster without the second compiler.
            "-XX:TieredStopAtLevel=1",
            "-cp", string.Join(Path.PathSeparator, Libraries.Select(library => Path.Combine(Folder, library + ".jar")).Where(File.Exists)),
            Path.Combine(AppContext.BaseDirectory, "Java", "AvroPeer.java"),
        ];
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return Process.Start(new ProcessStartInfo("java", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
        })!;
    }

    private static bool IsInPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
