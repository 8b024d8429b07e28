using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Confluent.Kafka;
using EventSchemas.Testing;

namespace EventSchemas.Generators.Tests;

/// <summary>Events and a service as native code: no warning of ours about trimming or AOT, and the same as otherwise.</summary>
public sealed partial class NativeAotTests(NativeProgram program) : IClassFixture<NativeProgram>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void It_writes_and_reads_the_same() => Assert.Equal(
        (0, $"{Convert.ToHexString(EveryType.Event.Serialize(EveryType.Sample()))} True True"),
        program.Run() is var (code, text) ? (code, text.Trim()) : default);

    [Fact]
    public void Only_the_libraries_that_the_docs_list_are_warned_of()
    {
        string[] warnings = [.. program.PublishOutput.Split('\n').Where(line => line.Contains("warning ", StringComparison.Ordinal))];

        Assert.All(warnings, line => Assert.Matches(OfLibrary(), line));
        Assert.Equal(
            ["Confluent.Kafka", "Confluent.SchemaRegistry", "Microsoft.FeatureManagement", "Newtonsoft.Json"],
            warnings.Select(line => OfLibrary().Match(line).Groups["library"].Value).Distinct().Order());
    }

    [Fact]
    public async Task A_service_publishes_and_handles_events_of_its_own_and_of_a_foreign_schema()
    {
        _ = program.PublishOutput;
        using var kafka = EmbeddedKafka.Start();
        await using EmbeddedSchemaRegistry registry = await EmbeddedSchemaRegistry.StartAsync(cancellationToken: Token);
        kafka.CreateTopic("orders");
        await SendForeignAsync(kafka, registry);

        (int exitCode, string output) = await Task.Run(
            () => program.Run(kafka.BootstrapServers, registry.Url.ToString()), Token);

        Assert.True(exitCode == 0, output);
        Assert.Equal(
            ["handled foreign 5", "handled native 3"],
            output.Split('\n').Where(line => line.StartsWith("handled ", StringComparison.Ordinal)).Order());
    }

    // An int where the service has a long, and a field that it doesn't have.
    private static async Task SendForeignAsync(EmbeddedKafka kafka, EmbeddedSchemaRegistry registry)
    {
        const string schema = """
            {"type": "record", "name": "CloudEvent", "namespace": "org.acme.order.placed.v1", "fields": [
              {"name": "number", "type": "string"}, {"name": "items", "type": "int"}, {"name": "note", "type": "string"}]}
            """;
        using var http = new HttpClient();
        HttpResponseMessage answer = await http.PostAsJsonAsync(
            new Uri(registry.Url, "subjects/foreign/versions"), new { schema }, Token);
        int id = (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["id"]!;
        byte[] value = [0, 0, 0, 0, 0, 14, .. "foreign"u8, 10, 2, .. "x"u8];
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(1), id);
        using IProducer<Null, byte[]> producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig
        {
            BootstrapServers = kafka.BootstrapServers,
        }).Build();
        await producer.ProduceAsync(
            "orders",
            new Message<Null, byte[]>
            {
                Value = value,
                Headers =
                [
                    new Header("ce_type", "org.acme.order.placed.v1"u8.ToArray()),
                    new Header("ce_id", Encoding.UTF8.GetBytes(Guid.NewGuid().ToString())),
                ],
            },
            Token);
    }

    [GeneratedRegex("^ILC : (Trim|AOT) analysis warning IL[0-9]+: (?<library>[A-Z][A-Za-z]+\\.[A-Z][A-Za-z]+)\\.")]
    private static partial Regex OfLibrary();
}
