using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

public sealed class SecurityTests
{
    private const string Secret = "hunter2-secret";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void All_clients_authenticate_alike()
    {
        var options = new KafkaOptions
        {
            BootstrapServers = "broker:9092",
            Security =
            {
                Protocol = SecurityProtocol.SaslSsl,
                Mechanism = SaslMechanism.ScramSha512,
                Username = "shop",
                Password = Secret,
                CaFile = "ca.pem",
                CertificateFile = "client.pem",
                KeyFile = "client.key",
                KeyPassword = "key-secret",
            },
            Client = { ["client.rack"] = "a", ["dotnet.cancellation.delay.max.ms"] = "50" },
        };
        KafkaClientConfig config = Config(options);

        ClientConfig[] clients = [config.Producer(), config.Consumer(), config.Admin()];

        Assert.All(clients, client =>
        {
            Assert.Equal(("broker:9092", "a"), (client.BootstrapServers, client.ClientRack));
            Assert.Equal((SecurityProtocol.SaslSsl, SaslMechanism.ScramSha512), (client.SecurityProtocol, client.SaslMechanism));
            Assert.Equal(("shop", Secret), (client.SaslUsername, client.SaslPassword));
            Assert.Equal(
                ("ca.pem", "client.pem", "client.key", "key-secret"),
                (client.SslCaLocation, client.SslCertificateLocation, client.SslKeyLocation, client.SslKeyPassword));
        });
    }

    [Theory]
    [InlineData(ProducerPreset.Reliable, null, null)]
    [InlineData(ProducerPreset.LowLatency, "0", null)]
    [InlineData(ProducerPreset.Throughput, "50", "lz4")]
    public void No_preset_can_lose_messages(ProducerPreset preset, string? linger, string? compression)
    {
        ProducerConfig config = Config(new KafkaOptions { Preset = preset }).Producer();

        Assert.Equal((true, Acks.All), (config.EnableIdempotence, config.Acks));
        Dictionary<string, string> settings = config.ToDictionary();
        Assert.Equal((linger, compression), (settings.GetValueOrDefault("linger.ms"), settings.GetValueOrDefault("compression.type")));
    }

    [Fact]
    public void Losing_messages_is_possible_only_where_it_is_allowed()
    {
        var options = new KafkaOptions { AllowDataLoss = true, Client = { ["acks"] = "1" } };

        ProducerConfig config = Config(options).Producer();

        Assert.Equal((null, Acks.Leader), (config.EnableIdempotence, config.Acks));
    }

    [Fact]
    public async Task Secrets_are_in_no_log_message_or_overview()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = await bus.StartServiceAsync(
            builder => builder.AddProducer<OrderPlaced>(),
            recorder: null,
            ("EventBus:Kafka:Security:Protocol", "SaslPlaintext"),
            ("EventBus:Kafka:Security:Mechanism", "Plain"),
            ("EventBus:Kafka:Security:Username", "shop"),
            ("EventBus:Kafka:Security:Password", Secret),
            ("EventBus:SchemaRegistry:Auth", "shop:" + Secret),
            ("EventBus:Kafka:MessageTimeout", "00:00:01.5"));

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service));

        string overview = service.Services.GetRequiredService<EventBusOverview>().ToString();
        Assert.DoesNotContain(Secret, e.ToString() + overview, StringComparison.Ordinal);
        Assert.All(Enum.GetValues<LogLevel>().SelectMany(bus.Log.At), line =>
            Assert.DoesNotContain(Secret, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_come_from_the_provider_and_are_never_shown()
    {
        var tokens = new Tokens();
        await using Bus bus = await Bus.StartAsync();
        IHost service = await bus.StartServiceAsync(
            builder =>
            {
                builder.AddProducer<OrderPlaced>();
                builder.Services.AddSingleton<IKafkaTokenProvider>(tokens);
            },
            recorder: null,
            ("EventBus:Kafka:Security:Protocol", "SaslPlaintext"),
            ("EventBus:Kafka:Security:Mechanism", "OAuthBearer"),
            ("EventBus:Kafka:MessageTimeout", "00:00:01.5"));

        await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service));

        Assert.True(tokens.Requests > 0);
        string line = Assert.Single(bus.Log.At(LogLevel.Error).Distinct());
        Assert.Equal("Tokens supplied no token for Kafka: InvalidOperationException. The client asks again in 10 seconds", line);
        Assert.All(Enum.GetValues<LogLevel>().SelectMany(bus.Log.At), text =>
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mechanism_without_its_token_provider_is_an_error_at_start()
    {
        await using Bus bus = await Bus.StartAsync();

        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(() => bus.StartServiceAsync(
            builder => builder.AddProducer<OrderPlaced>(),
            recorder: null,
            ("EventBus:Kafka:Security:Protocol", "SaslSsl"),
            ("EventBus:Kafka:Security:Mechanism", "OAuthBearer")));

        Assert.Equal(
            ["EventBus:Kafka:Security:Mechanism is OAuthBearer, but no IKafkaTokenProvider is registered."], e.Failures);
    }

    [Fact]
    public void The_text_of_a_token_does_not_have_it()
    {
        var token = new KafkaToken(Secret, DateTimeOffset.UnixEpoch, "shop");

        Assert.Equal("Token of shop, valid until 1970-01-01 00:00:00Z", token.ToString());
    }

    private static Task<PublishResult> PublishAsync(IHost service) =>
        service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("A-1", 1), cancellationToken: Token);

    private static KafkaClientConfig Config(KafkaOptions options) => new(
        Options.Create(options),
        new EventBusRegistrations("EventBus"),
        new ServiceCollection().BuildServiceProvider(),
        NullLogger<KafkaClientConfig>.Instance);

    private sealed class Tokens : IKafkaTokenProvider
    {
        public int Requests { get; private set; }

        public ValueTask<KafkaToken> GetTokenAsync(CancellationToken cancellationToken)
        {
            Requests++;
            throw new InvalidOperationException($"The service said no to {Secret}.");
        }
    }
}
