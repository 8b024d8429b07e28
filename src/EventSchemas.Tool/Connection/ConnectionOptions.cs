using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary>The options of every command that connects to a bus.</summary>
static class ConnectionOptions
{
    private const string DefaultSection = "EventBus";

    /// <summary>The key of the brokers' addresses, in the bus's section.</summary>
    public const string BootstrapServersKey = "Kafka:BootstrapServers";

    /// <summary>The key of the schema registry's address.</summary>
    public const string RegistryKey = "SchemaRegistry:Url";

    /// <summary>The key of the Redis server's address.</summary>
    public const string RedisKey = "Redis:Url";

    private const string TopicPrefixKey = "TopicPrefix";

    private static Option<string[]> Settings { get; } = new("--settings")
    {
        Description = "A configuration file; may be given several times, and the last one wins. "
            + "Default: appsettings.json and appsettings.{environment}.json of the current folder.",
        HelpName = "appsettings.json",
    };

    private static Option<string> Section { get; } = new("--section")
    {
        Description = "The section of the configuration that has the bus.",
        HelpName = "name",
        DefaultValueFactory = _ => DefaultSection,
    };

    private static Option<string?> Environment { get; } = new("--environment")
    {
        Description = "The environment, such as Development. Default: DOTNET_ENVIRONMENT or ASPNETCORE_ENVIRONMENT, or else Production.",
        HelpName = "name",
    };

    private static Option<string?> BootstrapServers { get; } = new("--bootstrap-servers")
    {
        Description = "The Kafka brokers, instead of Kafka:BootstrapServers.",
        HelpName = "host:port,...",
    };

    private static Option<string?> Registry { get; } = new("--registry")
    {
        Description = "The schema registry, instead of SchemaRegistry:Url.",
        HelpName = "url",
    };

    private static Option<string?> Redis { get; } = new("--redis")
    {
        Description = "The Redis server, instead of Redis:Url.",
        HelpName = "url",
    };

    private static Option<string?> TopicPrefix { get; } = new("--topic-prefix")
    {
        Description = "The prefix of all topics, instead of TopicPrefix.",
        HelpName = "prefix",
    };

    private static Option<string?> Transport { get; } = CreateTransport();

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)
            [Settings, Section, Environment, BootstrapServers, Registry, Redis, TopicPrefix, Transport, CommonOptions.Timeout])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The option that sets a key, for messages.</summary>
    public static string NameOf(string key) => key switch
    {
        BootstrapServersKey => BootstrapServers.Name,
        RegistryKey => Registry.Name,
        RedisKey => Redis.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No option sets it."),
    };

    /// <summary>Reads the options.</summary>
    public static ConnectionSettings Read(ParseResult result)
    {
        var overrides = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, Option<string?> option) in (ReadOnlySpan<(string, Option<string?>)>)
            [(BootstrapServersKey, BootstrapServers), (RegistryKey, Registry), (RedisKey, Redis), (TopicPrefixKey, TopicPrefix)])
        {
            if (result.GetValue(option) is { } value)
            {
                overrides[key] = value;
            }
        }

        return new ConnectionSettings
        {
            Section = result.GetRequiredValue(Section),
            Files = result.GetValue(Settings) ?? [],
            Environment = result.GetValue(Environment),
            Transport = result.GetValue(Transport),
            Timeout = CommonOptions.TimeoutOf(result),
            Overrides = overrides,
        };
    }

    private static Option<string?> CreateTransport()
    {
        var option = new Option<string?>("--transport")
        {
            Description = "Which of two configured transports is used.",
            CustomParser = argument =>
            {
                string name = argument.Tokens[0].Value;
                string? found = Array.Find(BusTransports.Names, one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase));
                if (found is null)
                {
                    argument.AddError($"--transport is '{name}': write {string.Join(" or ", BusTransports.Names)}.");
                }

                return found;
            },
            HelpName = "kafka|redis",
        };
        option.CompletionSources.Add(_ => BusTransports.Names.Select(name => new System.CommandLine.Completions.CompletionItem(
            name.ToLowerInvariant())));
        return option;
    }
}
