using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace EventSchemas.Tool.Tests;

/// <summary>Kafka and a registry for development.</summary>
public sealed class DevTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_serves_clients_on_the_ports_that_were_given_until_it_is_interrupted()
    {
        (int kafkaPort, int registryPort) = (FreePort(), FreePort());
        await using var dev = new RunningTool($"dev --topics orders:3 payments --kafka-port {kafkaPort} --registry-port {registryPort}");
        await dev.UntilAsync("Ctrl+C ends it.");

        using IAdminClient admin = new AdminClientBuilder(new AdminClientConfig
        {
            BootstrapServers = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{kafkaPort}"),
        }).Build();
        Metadata metadata = admin.GetMetadata(Wait.Deadline);
        using var http = new HttpClient();
        string subjects = await http.GetStringAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{registryPort}/subjects")), Cancellation);
        ToolRun run = await dev.InterruptAsync();

        Assert.Equal(
            ["orders:3", "payments:1"],
            metadata.Topics.Select(topic => $"{topic.Topic}:{topic.Partitions.Count}").Order());
        Assert.Equal("[]", subjects);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
        Assert.Contains($"\"bootstrapServers\": \"127.0.0.1:{kafkaPort}\"", run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Machines_get_the_addresses_as_JSON()
    {
        await using var dev = new RunningTool("dev --kafka-port 0 --registry-port 0 --json");
        await dev.UntilAsync("}");

        JsonNode servers = JsonNode.Parse(dev.Output)!;

        Assert.Matches(@"^127\.0\.0\.1:\d+$", (string?)servers["bootstrapServers"]);
        Assert.StartsWith("http://127.0.0.1:", (string?)servers["registry"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--kafka-port")]
    [InlineData("--registry-port")]
    public async Task A_port_that_is_taken_is_an_error_that_names_it(string option)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        string other = option == "--kafka-port" ? "--registry-port" : "--kafka-port";

        ToolRun run = await ToolRun.OfAsync($"dev {option} {port} {other} 0", width: 200);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains($"The port {port} is taken: give another one by {option}", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--topics orders:many")]
    [InlineData("--topics orders:0")]
    [InlineData("--topics :3")]
    [InlineData("--registry-port 70000")]
    public async Task A_value_that_cannot_be_is_an_error_of_usage(string arguments)
    {
        ToolRun run = await ToolRun.OfAsync($"dev {arguments}");

        Assert.Equal(2, run.ExitCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
