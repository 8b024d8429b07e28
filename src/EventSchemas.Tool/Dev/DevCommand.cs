using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using EventSchemas.Testing;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary><c>dev</c>: Kafka and a schema registry in this process, until it is interrupted.</summary>
static class DevCommand
{
    private const int DefaultKafkaPort = 9092;
    private const int DefaultRegistryPort = 8081;

    // A group waits for the session of a member that has left, and nobody wants to wait for the default of 45 seconds. It is the shortest
    // one that a real broker takes.
    private static readonly Dictionary<string, string> Client = new(StringComparer.Ordinal) { ["session.timeout.ms"] = "6000" };

    // Settings are written as the options' properties are.
    private static readonly JsonSerializerOptions AsWritten = new(ToolJson.Options) { PropertyNamingPolicy = null };

    public static Command Create(ToolEnvironment environment)
    {
        var topics = new Option<DevTopic[]>("--topics", "--topic")
        {
            Description = "Topics to create, each as name or name:partitions. Any other topic is created with 4 partitions when a client "
                + "first asks for it.",
            HelpName = "name:partitions",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = ParseTopics,
        };
        Option<int?> kafkaPort = Port("--kafka-port", $"The port of Kafka; 0 for a free one. Default: {DefaultKafkaPort} if it is free.");
        Option<int?> registryPort = Port(
            "--registry-port", $"The port of the registry; 0 for a free one. Default: {DefaultRegistryPort} if it is free.");
        var command = new Command("dev", "Run Kafka and a schema registry in this process, for development. Nothing is kept.")
        {
            topics, kafkaPort, registryPort,
        };
        command.SetAction((result, cancellationToken) => RunAsync(
            environment,
            result.GetValue(topics) ?? [],
            result.GetValue(kafkaPort),
            result.GetValue(registryPort),
            result.GetValue(CommonOptions.Json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ToolEnvironment environment,
        DevTopic[] topics,
        int? kafkaPort,
        int? registryPort,
        bool json,
        CancellationToken cancellationToken)
    {
        using EmbeddedKafka kafka = Start(topics);
        PortForward forward = Forward(kafka, kafkaPort);
        await using (forward.ConfigureAwait(false))
        {
            EmbeddedSchemaRegistry registry = await StartRegistryAsync(registryPort, cancellationToken).ConfigureAwait(false);
            await using (registry.ConfigureAwait(false))
            {
                var servers = new DevServers(forward.Address, registry.Url.ToString().TrimEnd('/'), topics);
                if (json)
                {
                    environment.WriteJson(servers);
                }
                else
                {
                    Show(environment, servers);
                }

                // Being interrupted is how the command ends.
                await Task.Delay(Timeout.InfiniteTimeSpan, environment.Time, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return ExitCode.Success;
    }

    private static EmbeddedKafka Start(DevTopic[] topics)
    {
        EmbeddedKafka? kafka = null;
        try
        {
            kafka = EmbeddedKafka.Start();
            foreach (DevTopic topic in topics)
            {
                kafka.CreateTopic(topic.Name, topic.Partitions);
            }

            return kafka;
        }
        catch (EmbeddedKafkaException e)
        {
            kafka?.Dispose();
            throw new ToolException(e.Message, ExitCode.Unavailable);
        }
    }

    // librdkafka's brokers choose their ports. Clients need the first one only, and then use the addresses that it names.
    private static PortForward Forward(EmbeddedKafka kafka, int? port) =>
        PortForward.TryStart(port ?? DefaultKafkaPort, kafka.BootstrapServers)
        ?? (port is { } taken ? throw Taken("--kafka-port", taken) : PortForward.TryStart(port: 0, kafka.BootstrapServers)!);

    private static async Task<EmbeddedSchemaRegistry> StartRegistryAsync(int? port, CancellationToken cancellationToken)
    {
        try
        {
            return await EmbeddedSchemaRegistry
                .StartAsync(new EmbeddedSchemaRegistryOptions { Port = port ?? DefaultRegistryPort }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (IOException)
        {
            return port is { } taken
                ? throw Taken("--registry-port", taken)
                : await EmbeddedSchemaRegistry.StartAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private static ToolException Taken(string option, int port) => new(
        $"The port {port} is taken: give another one by {option}, or 0 for a free one.", ExitCode.Unavailable);

    private static void Show(ToolEnvironment environment, DevServers servers)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        grid.AddRow("Kafka", servers.BootstrapServers);
        grid.AddRow("Schema registry", servers.Registry);
        if (servers.Topics.Count > 0)
        {
            grid.AddRow("Topics", Markup.Escape(string.Join(", ", servers.Topics)));
        }

        environment.Out.Write(grid);
        environment.WriteText("");
        environment.WriteText("Settings, for appsettings.Development.json:");
        environment.WriteText(JsonSerializer.Serialize(
            new
            {
                EventBus = new
                {
                    Kafka = new { servers.BootstrapServers, Client },
                    SchemaRegistry = new { Url = servers.Registry },
                },
            },
            AsWritten));
        environment.WriteText("");
        environment.WriteText("Nothing is kept when it ends. Ctrl+C ends it.");
    }

    private static Option<int?> Port(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "port" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out int port) && port is < 0 or > ushort.MaxValue)
            {
                result.AddError($"{name} is {text}: give 0 to {ushort.MaxValue}.");
            }
        });
        return option;
    }

    private static DevTopic[]? ParseTopics(ArgumentResult argument)
    {
        var topics = new List<DevTopic>();
        foreach (string text in argument.Tokens.Select(token => token.Value))
        {
            if (DevTopic.TryParse(text) is not { } topic)
            {
                argument.AddError($"--topics has '{text}': write name:partitions, for example orders:3.");
                return null;
            }

            if (topics.Exists(one => one.Name == topic.Name))
            {
                argument.AddError($"--topics has {topic.Name} twice: name each topic once.");
                return null;
            }

            topics.Add(topic);
        }

        return [.. topics];
    }
}

/// <summary>What runs. Immutable.</summary>
/// <param name="BootstrapServers">The address of Kafka.</param>
/// <param name="Registry">The address of the schema registry.</param>
/// <param name="Topics">The topics that were created.</param>
sealed record DevServers(string BootstrapServers, string Registry, IReadOnlyList<DevTopic> Topics);

/// <summary>A topic to create. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Partitions">How many partitions it has.</param>
sealed record DevTopic(string Name, int Partitions)
{
    private const int MaxPartitions = 1_000;

    /// <summary>Reads <c>name</c> or <c>name:partitions</c>; null where it is neither.</summary>
    public static DevTopic? TryParse(string text)
    {
        int colon = text.LastIndexOf(':');
        string name = colon < 0 ? text : text[..colon];
        int partitions = 1;
        bool isNumber = colon < 0 || int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out partitions);
        return name.Length > 0 && isNumber && partitions is >= 1 and <= MaxPartitions ? new DevTopic(name, partitions) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}:{Partitions}");
}
