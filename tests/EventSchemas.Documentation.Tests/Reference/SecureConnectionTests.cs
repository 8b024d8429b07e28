using Confluent.Kafka;
using Confluent.SchemaRegistry;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EventSchemas.Documentation.Tests;

/// <summary>Clients of Kafka and the registry take the settings of the page about secure connections. Nothing is connected.</summary>
public sealed class SecureConnectionTests
{
    // Nobody listens there.
    private const string Nowhere = "127.0.0.1:1";

    private static readonly DocumentationPage Page = DocumentationPage.Of("docs/how-to/connect-securely.md");

    public static TheoryData<string> Blocks =>
        [.. Page.Blocks.Where(block => block.Language == "json").Select(block => block.ToString())];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Clients_are_built_with_the_settings_of_a_block(string place)
    {
        Dictionary<string, string?> settings = SettingsBlock.Read(Page.Blocks.Single(block => block.ToString() == place));
        foreach (string key in settings.Keys.Where(key => key.EndsWith(".url", StringComparison.Ordinal)).ToArray())
        {
            settings[key] = $"http://{Nowhere}/";
        }

        settings["EventBus:Kafka:BootstrapServers"] = Nowhere;
        using IHost service = DocumentedService.Build(settings);
        Assert.Empty(DocumentedService.ProblemsOf(service.Services));
        var clients = service.Services.GetRequiredService<KafkaClientConfig>();

        using IProducer<byte[]?, byte[]?> producer = clients.LosslessProducer(NullLogger.Instance).Build();
        using IConsumer<byte[]?, byte[]?> consumer = clients
            .Consumer(new ConsumerConfig(clients.Consumer()) { GroupId = "mail" }, NullLogger.Instance).Build();
        using IAdminClient admin = clients.Admin(NullLogger.Instance).Build();
        using CachedSchemaRegistryClient registry = RegistryClient.Create(
            service.Services.GetRequiredService<IOptions<SchemaRegistryOptions>>().Value);

        Assert.NotEmpty(producer.Name + consumer.Name + admin.Name);
    }

    [Fact]
    public void Each_mechanism_is_on_the_page()
    {
        string[] mechanisms = ["Plain", "ScramSha256", "ScramSha512", "OAuthBearer"];

        Assert.All(mechanisms, mechanism => Assert.Contains($"\"Mechanism\": \"{mechanism}\"", Page.Text, StringComparison.Ordinal));
    }
}
