using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EventSchemas.Redis.Tests;

/// <summary>The sample on Redis, as somebody runs it.</summary>
public sealed class SampleTests
{
    private static readonly string Sample = Path.Combine(
        RepositoryRoot.Path, "samples", "Enrollments", "bin", Configuration(), "net10.0", "Enrollments.dll");

    [Fact]
    public async Task It_runs_on_a_server()
    {
        await using RedisServer server = await RedisServer.StartAsync();

        (int code, string output) = await RunAsync(server.Url);

        Assert.True(code == 0, output);
        Assert.Contains("Enrollments on Redis at 127.0.0.1", output, StringComparison.Ordinal);
        Assert.Matches("handled by welcome-mail +│ 5,000", output);
        Assert.Equal(5_000, await server.Database.StreamLengthAsync("dev-course-enrollment-lifecycle"));
    }

    [Fact]
    public async Task Without_a_server_it_says_what_to_do()
    {
        using var reserved = new TcpListener(IPAddress.Loopback, 0);
        reserved.Start();
        int port = ((IPEndPoint)reserved.LocalEndpoint).Port;
        reserved.Stop();

        (int code, string output) = await RunAsync($"redis://127.0.0.1:{port}");

        Assert.Equal(1, code);
        Assert.StartsWith($"No Redis server answers at 127.0.0.1:{port}. ", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(string url)
    {
        var start = new ProcessStartInfo("dotnet", [Sample, "--redis"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["EventBus__Redis__Url"] = url;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }

    // The tests and the sample are built in one configuration.
    private static string Configuration() =>
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
}
