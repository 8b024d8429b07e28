using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using EventSchemas.Testing;
using Spectre.Console;

namespace EventSchemas.Tool.Tests;

/// <summary>How a command finds its bus, and what it says where there is none.</summary>
public sealed class ConnectionTests(ConnectionTests.Cluster cluster) : IClassFixture<ConnectionTests.Cluster>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_settings_of_the_current_folder_are_read_as_the_host_of_a_service_reads_them()
    {
        using var folder = new SettingsFolder(
            ("EventBus:Kafka:BootstrapServers", "elsewhere:9092"),
            ("EventBus:SchemaRegistry:Url", "http://registry:8081"),
            ("EventBus:TopicPrefix", "prod"),
            ("EventBus:Producers:org.acme.order.placed.v1:Topics:0", "orders"),
            ("EventBus:Groups:mail:Handlers:welcome:MaxAttempts", "3"),
            ("EventBus:Outbox:BatchSize", "10"));
        folder.Write("appsettings.Staging.json", ("EventBus:TopicPrefix", "staging"));

        await using BusConnection bus = await OpenAsync(
            "",
            folder.Path,
            BusParts.Broker,
            ("DOTNET_ENVIRONMENT", "Staging"),
            ("EventBus__Kafka__BootstrapServers", cluster.Kafka.BootstrapServers));

        Assert.Equal("Kafka", bus.Transport);
        Assert.Equal("staging", bus.Options.TopicPrefix);
        Assert.Contains(cluster.Kafka.BootstrapServers, bus.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_the_command_line_win()
    {
        using var folder = new SettingsFolder(("EventBus:Kafka:BootstrapServers", "elsewhere:9092"), ("EventBus:TopicPrefix", "prod"));

        await using BusConnection bus = await OpenAsync(
            $"--bootstrap-servers {cluster.Kafka.BootstrapServers} --topic-prefix dev", folder.Path, BusParts.Broker);

        Assert.Equal("dev", bus.Options.TopicPrefix);
        Assert.Contains(cluster.Kafka.BootstrapServers, bus.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_and_a_section_can_be_named()
    {
        using var folder = new SettingsFolder();
        folder.Write("a.json", ("Bus:Kafka:BootstrapServers", "elsewhere:9092"), ("Bus:TopicPrefix", "a"));
        folder.Write("b.json", ("Bus:Kafka:BootstrapServers", cluster.Kafka.BootstrapServers));

        await using BusConnection bus = await OpenAsync("--settings a.json --settings b.json --section Bus", folder.Path, BusParts.Broker);

        Assert.Equal("a", bus.Options.TopicPrefix);
        Assert.Contains("(Bus:Kafka:BootstrapServers)", bus.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_bus_the_error_names_the_options_and_the_settings()
    {
        using var folder = new SettingsFolder();

        ToolException e = await FailAsync("", folder.Path, BusParts.Broker);

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains("--bootstrap-servers or --redis", e.Message, StringComparison.Ordinal);
        Assert.Contains("EventBus:Kafka:BootstrapServers or EventBus:Redis:Url", e.Message, StringComparison.Ordinal);
        Assert.Contains("appsettings.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_command_does_not_need_may_be_missing()
    {
        using var folder = new SettingsFolder();

        await using BusConnection bus = await OpenAsync("--registry http://registry:8081", folder.Path, BusParts.Registry);
        ToolException e = await FailAsync(
            $"--bootstrap-servers {cluster.Kafka.BootstrapServers}", folder.Path, BusParts.Broker | BusParts.Registry);

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains("EventBus:SchemaRegistry:Url is missing: set it, or give --registry.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_are_named_with_where_they_are()
    {
        using var folder = new SettingsFolder(
            ("EventBus:Kafka:BootstrapServers", "localhost:1"),
            ("EventBus:Kafka:Security:Protocol", "Sasl"),
            ("EventBus:TopicPrefx", "prod"));

        ToolException e = await FailAsync("", folder.Path, BusParts.Broker);

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains("EventBus:TopicPrefx isn't a setting", e.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder.Path, "appsettings.json"), e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appsettings.json", "{ \"EventBus\": {", "appsettings.json")]
    [InlineData("other.json", "{}", "appsettings.Missing.json")]
    public async Task A_file_that_cannot_be_read_is_named(string file, string text, string named)
    {
        using var folder = new SettingsFolder();
        folder.WriteText(file, text);

        ToolException e = await FailAsync($"--settings {named}", folder.Path, BusParts.Broker);

        Assert.Equal(ExitCode.Unavailable, e.ExitCode);
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_two_transports_one_must_be_chosen()
    {
        using var folder = new SettingsFolder(
            ("EventBus:Kafka:BootstrapServers", cluster.Kafka.BootstrapServers), ("EventBus:Redis:Url", "redis://localhost:1/0"));

        ToolException e = await FailAsync("", folder.Path, BusParts.Broker);
        await using BusConnection bus = await OpenAsync("--transport kafka", folder.Path, BusParts.Broker);

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains("Kafka and Redis: choose one by --transport", e.Message, StringComparison.Ordinal);
        Assert.Equal("Kafka", bus.Transport);
    }

    [Fact]
    public async Task Brokers_that_do_not_answer_are_an_error_within_the_time_that_was_given()
    {
        using var folder = new SettingsFolder();

        ToolException e = await FailAsync("--bootstrap-servers localhost:1 --timeout 1", folder.Path, BusParts.Broker);

        Assert.Equal(ExitCode.Unavailable, e.ExitCode);
        Assert.Contains("Kafka at localhost:1 (EventBus:Kafka:BootstrapServers) doesn't answer", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Redis_server_that_is_away_is_an_error_without_its_password()
    {
        using var folder = new SettingsFolder();

        ToolException e = await FailAsync("--redis redis://:s3cret@localhost:1/0 --timeout 1", folder.Path, BusParts.Broker);

        Assert.Equal(ExitCode.Unavailable, e.ExitCode);
        Assert.Contains("Redis at localhost:1 (EventBus:Redis:Url)", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Redis_server_that_never_answers_is_an_error_within_the_time_that_was_given()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var folder = new SettingsFolder();

        ToolException e = await FailAsync($"--redis redis://{silent.LocalEndpoint}/0 --timeout 1", folder.Path, BusParts.Broker);

        Assert.Equal(ExitCode.Unavailable, e.ExitCode);
    }

    [Fact]
    public async Task A_wrong_password_of_Redis_is_said_so()
    {
        await using RedisServer server = await RedisServer.StartAsync("--requirepass", "right");
        using var folder = new SettingsFolder();

        ToolException e = await FailAsync($"--redis redis://:wr0ng@127.0.0.1:{server.Port}/0", folder.Path, BusParts.Broker);
        await using BusConnection bus = await OpenAsync($"--redis redis://:right@127.0.0.1:{server.Port}/0", folder.Path, BusParts.Broker);

        Assert.Equal(ExitCode.Unavailable, e.ExitCode);
        Assert.Contains("Check user and password", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", e.Message, StringComparison.Ordinal);
        Assert.Equal("Redis", bus.Transport);
    }

    [Theory]
    [InlineData("--timeout 0", "give 1 to 3600 seconds")]
    [InlineData("--transport carrier-pigeon", "Kafka or Redis")]
    public void An_option_with_a_value_that_cannot_be_is_an_error(string arguments, string text)
    {
        ParseResult result = Parse(arguments);

        Assert.Contains(result.Errors, error => error.Message.Contains(text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tail x --bootstrap-servers user:s3cr3t@127.0.0.1:9092 --registry http://localhost:1", 2, "has a user or a password")]
    [InlineData("doctor --json --registry http://localhost:1 --bootstrap-servers u:s3cr3t@127.0.0.1:9092", 1, "has a user or a password")]
    [InlineData("tail x --redis redis://u:s3cr3t", 2, "its port isn't a number")]
    public async Task A_password_in_an_address_is_never_written(string arguments, int exitCode, string text)
    {
        using var folder = new SettingsFolder();

        ToolRun run = await ToolRun.OfAsync(arguments, folder.Path, width: 1000);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(text, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_takes_requests_and_never_answers_is_an_error_within_the_time()
    {
        using var folder = new SettingsFolder();
        using var silent = new TcpListener(IPAddress.Loopback, port: 0);
        silent.Start();

        ToolException e = await FailAsync($"--registry http://{silent.LocalEndpoint} --timeout 1", folder.Path, BusParts.Registry);

        Assert.Equal(ExitCode.Unavailable, e.ExitCode);
        Assert.Contains("(EventBus:SchemaRegistry:Url) doesn't answer within 1 s.", e.Message, StringComparison.Ordinal);
    }

    private static async Task<ToolException> FailAsync(string arguments, string directory, BusParts parts) =>
        await Assert.ThrowsAsync<ToolException>(() => OpenAsync(arguments, directory, parts));

    private static Task<BusConnection> OpenAsync(
        string arguments, string directory, BusParts parts, params (string Name, string Value)[] variables)
    {
        var environment = new ToolEnvironment
        {
            Out = AnsiConsole.Console,
            Error = AnsiConsole.Console,
            In = TextReader.Null,
            IsInteractive = false,
            CurrentDirectory = directory,
            Variables = variables.ToDictionary(variable => variable.Name, variable => variable.Value),
        };
        return BusConnection.OpenAsync(environment, Parse(arguments), parts, cancellationToken: Cancellation);
    }

    private static ParseResult Parse(string arguments)
    {
        var command = new Command("command");
        ConnectionOptions.AddTo(command);
        return command.Parse(arguments);
    }

    public sealed class Cluster : IDisposable
    {
        public EmbeddedKafka Kafka { get; } = EmbeddedKafka.Start();

        public void Dispose() => Kafka.Dispose();
    }
}
