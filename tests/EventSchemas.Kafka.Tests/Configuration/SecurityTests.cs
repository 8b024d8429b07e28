using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
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
    public async Task A_token_reaches_the_broker_with_its_extensions()
    {
        using var broker = new TcpListener(IPAddress.Loopback, 0);
        broker.Start();
        Task<string> greeting = GreetingAsync(broker);
        var token = new KafkaToken("abc", DateTimeOffset.UtcNow.AddHours(1), "shop")
        {
            Extensions = new Dictionary<string, string> { ["logicalCluster"] = "lkc-1", ["identityPoolId"] = "pool-1" },
        };
        await using Bus bus = await Bus.StartAsync();
        IHost service = await bus.StartServiceAsync(
            builder =>
            {
                builder.AddProducer<OrderPlaced>();
                builder.Services.AddSingleton<IKafkaTokenProvider>(new OneToken(token));
            },
            recorder: null,
            ("EventBus:Kafka:BootstrapServers", broker.LocalEndpoint.ToString()),
            ("EventBus:Kafka:Security:Protocol", "SaslPlaintext"),
            ("EventBus:Kafka:Security:Mechanism", "OAuthBearer"),
            ("EventBus:Kafka:MessageTimeout", "00:00:01.5"));

        await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(service));

        string[] parts = (await greeting.WaitAsync(Bus.Deadline, Token)).Split('\u0001', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("n,,", parts[0]);
        Assert.Equal(
            ["auth=Bearer abc", "identityPoolId=pool-1", "logicalCluster=lkc-1"], parts[1..].Order(StringComparer.Ordinal));
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

    // What a client says to a broker that asks for a token: three requests, of which the last one has it.
    private static async Task<string> GreetingAsync(TcpListener broker)
    {
        using TcpClient client = await broker.AcceptTcpClientAsync(Token);
        NetworkStream stream = client.GetStream();

        // The versions of requests: SaslHandshake (17), ApiVersions (18) and SaslAuthenticate (36).
        byte[] versions = [0, 0, 0, 0, 0, 3, 0, 17, 0, 0, 0, 1, 0, 18, 0, 0, 0, 0, 0, 36, 0, 0, 0, 0];
        byte[] unsupported = [0, 35, 0, 0, 0, 1, 0, 18, 0, 0, 0, 0];
        byte[] mechanisms = [0, 0, 0, 0, 0, 1, 0, 11, .. Encoding.ASCII.GetBytes("OAUTHBEARER")];
        while (true)
        {
            byte[] request = await FrameAsync(stream);
            short key = BinaryPrimitives.ReadInt16BigEndian(request);
            short version = BinaryPrimitives.ReadInt16BigEndian(request.AsSpan(2));
            if (key == 36)
            {
                return Encoding.UTF8.GetString(request.AsSpan(request.AsSpan().IndexOf("n,,"u8)));
            }

            byte[] body = key == 17 ? mechanisms : version > 0 ? unsupported : versions;
            byte[] answer = new byte[4 + 4 + body.Length];
            BinaryPrimitives.WriteInt32BigEndian(answer, 4 + body.Length);
            request.AsSpan(4, 4).CopyTo(answer.AsSpan(4));
            body.CopyTo(answer, 8);
            await stream.WriteAsync(answer, Token);
        }
    }

    private static async Task<byte[]> FrameAsync(NetworkStream stream)
    {
        byte[] length = new byte[4];
        await stream.ReadExactlyAsync(length, Token);
        byte[] frame = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
        await stream.ReadExactlyAsync(frame, Token);
        return frame;
    }

    private static Task<PublishResult> PublishAsync(IHost service) =>
        service.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("A-1", 1), cancellationToken: Token);

    private static KafkaClientConfig Config(KafkaOptions options) => new(
        Options.Create(options),
        new EventBusRegistrations("EventBus"),
        new ServiceCollection().BuildServiceProvider(),
        NullLogger<KafkaClientConfig>.Instance);

    private sealed class OneToken(KafkaToken token) : IKafkaTokenProvider
    {
        public ValueTask<KafkaToken> GetTokenAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);
    }

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
