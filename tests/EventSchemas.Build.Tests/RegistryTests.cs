using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using EventSchemas.Testing;

namespace EventSchemas.Build.Tests;

/// <summary>Shipping and checking against the versions in a registry.</summary>
public sealed class RegistryTests : IAsyncLifetime
{
    private const string Int = """{"name": "n", "type": "int"}""";
    private const string More = Int + """, {"name": "m", "type": "int", "default": 0}""";
    private const string Topic = ", Topic = \"a\"";

    private readonly EventFolder _folder = new();
    private EmbeddedSchemaRegistry _registry = null!;

    public async ValueTask InitializeAsync() =>
        _registry = await EmbeddedSchemaRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_published_and_never_shipped_is_shipped_before_what_was_accepted()
    {
        await RegisterAsync(Int);
        _folder.Run(new AcceptEventContracts(), More, options: Topic);

        _folder.Run(new ShipEventContracts { Registry = _registry.Url.ToString(), TopicPrefix = "dev" }, More, options: Topic);

        Assert.DoesNotContain("\"m\"", _folder.Version(1), StringComparison.Ordinal);
        Assert.Contains("\"m\"", _folder.Version(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shipping_again_from_the_registry_adds_nothing()
    {
        await RegisterAsync(Int);
        _folder.Run(new AcceptEventContracts(), Int, options: Topic);
        var ship = new ShipEventContracts { Registry = _registry.Url.ToString(), TopicPrefix = "dev" };

        Assert.NotEmpty(_folder.Run(ship, Int, options: Topic).Messages);
        Assert.Empty(_folder.Run(ship, Int, options: Topic).Messages);
    }

    [Fact]
    public async Task CI_learns_of_a_break_of_what_was_only_published()
    {
        await RegisterAsync(Int);
        const string broken = """{"name": "n", "type": "string"}""";
        _folder.Run(new WriteEventContracts(), broken, options: Topic);

        RecordingEngine engine = _folder.Run(
            new CheckEventContracts { Registry = _registry.Url.ToString(), TopicPrefix = "dev" }, broken, expectSuccess: false, Topic);

        Assert.Contains(
            "the registry's version 1 of org.acme.a.v1 has been published and never shipped",
            Assert.Single(engine.Warnings),
            StringComparison.Ordinal);
        Assert.Contains(
            "was int in the registry's version 1 of org.acme.a.v1 and is string now: you can't read what was published with "
            + "the registry's version 1, and services still on the registry's version 1 can't read",
            Assert.Single(engine.Errors),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_only_published_stands_where_it_was_registered_and_a_later_shipped_version_is_the_newest()
    {
        const string backward = Topic + ", Compatibility = \"BACKWARD\"";
        const string between = Int + """, {"name": "m", "type": "int", "default": 0}""";
        const string newest = Int + """, {"name": "k", "type": "int", "default": 0}""";
        const string next = newest + """, {"name": "m", "type": "string", "default": ""}""";
        _folder.Release(Int, backward);
        _folder.Release(newest, backward);
        await RegisterAsync(Int);
        await RegisterAsync(between);
        await RegisterAsync(newest);
        _folder.Run(new AcceptEventContracts(), next, options: backward);

        RecordingEngine engine = _folder.Run(
            new CheckEventContracts { Registry = _registry.Url.ToString(), TopicPrefix = "dev" }, next, options: backward);

        Assert.StartsWith(
            "the registry's version 2 of org.acme.a.v1 has been published and never shipped",
            Assert.Single(engine.Warnings),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_registry_that_is_down_is_one_error_for_all_events(bool isShipping)
    {
        string events = string.Concat(Enumerable.Range(0, 3).Select(i => CompiledEvents.Contract(
            $"org.acme.e{i}.v1", EventFolder.SchemaOf(Int), Topic)));
        string assembly = CompiledEvents.Compile(Directory.CreateDirectory(_folder.Contracts).FullName, events);
        var engine = new RecordingEngine();
        RegistryContractTask task = isShipping ? new ShipEventContracts() : new CheckEventContracts();
        new WriteEventContracts { BuildEngine = engine, AssemblyPath = assembly, ContractFolder = _folder.Contracts }.Execute();
        (task.BuildEngine, task.AssemblyPath, task.ContractFolder) = (engine, assembly, _folder.Contracts);
        task.Registry = "http://127.0.0.1:1";

        Assert.False(task.Execute());
        Assert.Single(engine.Errors);
        Assert.False(Directory.Exists(Path.Combine(_folder.Contracts, "shipped")), "What can't be compared was shipped.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1")]
    public async Task A_cancelled_build_does_not_wait_for_a_registry_and_leaves_no_half_version(string answer)
    {
        _folder.Run(new WriteEventContracts(), Int, options: Topic);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var task = new ShipEventContracts { Registry = $"http://{listener.LocalEndpoint}" };
        Task<RecordingEngine> run = Task.Run(() => _folder.Run(task, Int, expectSuccess: false, Topic));
        using TcpClient client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().ReadAtLeastAsync(new byte[16], 16, cancellationToken: TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);

        var watch = Stopwatch.StartNew();
        task.Cancel();

        Assert.Empty((await run).Errors);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The task waited for the registry.");
        Assert.False(Directory.Exists(_folder.Shipped), "A cancelled task shipped.");
    }

    [Fact]
    public void An_event_that_the_registry_does_not_know_and_one_without_a_topic_have_no_history()
    {
        _folder.Run(new WriteEventContracts(), Int, options: Topic);

        Assert.Empty(_folder.Run(new CheckEventContracts { Registry = _registry.Url.ToString() }, Int, options: Topic).Warnings);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", "can't be asked")]
    [InlineData("registry:8081", "is not the address of a schema registry")]
    public void A_registry_that_can_not_be_asked_is_an_error_that_names_it(string address, string expected)
    {
        _folder.Run(new WriteEventContracts(), Int, options: Topic);

        Assert.Contains(
            expected,
            Assert.Single(_folder.Run(new CheckEventContracts { Registry = address }, Int, expectSuccess: false, Topic).Errors),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_with_AvroEvent_is_found_under_its_topic()
    {
        const string options = Topic + ", DeclaredBy = \"AvroEvent\"";
        _folder.Run(new WriteEventContracts(), Int, options: options);
        await RegisterAsync("""{"name": "n", "type": "string"}""", "dev-a-value");

        var check = new CheckEventContracts { Registry = _registry.Url.ToString(), TopicPrefix = "dev" };
        string error = Assert.Single(_folder.Run(check, Int, expectSuccess: false, options).Errors);

        Assert.Contains("'n' was string in the registry's version 1 of ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TopicName", "dev-a-value")]
    [InlineData("recordname", "org.acme.a.v1.CloudEvent")]
    [InlineData("TopicRecordName", "dev-a-org.acme.a.v1.CloudEvent")]
    public async Task An_event_with_AvroEvent_is_found_by_the_strategy_of_the_subjects(string strategy, string subject)
    {
        const string options = Topic + ", DeclaredBy = \"AvroEvent\"";
        _folder.Run(new WriteEventContracts(), Int, options: options);
        await RegisterAsync("""{"name": "n", "type": "string"}""", subject);

        var check = new CheckEventContracts
        {
            Registry = _registry.Url.ToString(),
            TopicPrefix = "dev",
            SubjectStrategy = strategy,
        };

        Assert.Contains(
            "'n' was string in the registry's version 1 of ",
            Assert.Single(_folder.Run(check, Int, expectSuccess: false, options).Errors),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Topic")]
    [InlineData("1")]
    [InlineData("7")]
    public void A_strategy_that_is_none_is_an_error_that_lists_them(string strategy)
    {
        const string options = Topic + ", DeclaredBy = \"AvroEvent\"";
        _folder.Run(new WriteEventContracts(), Int, options: options);

        var check = new CheckEventContracts { Registry = _registry.Url.ToString(), SubjectStrategy = strategy };

        Assert.Contains(
            $"EventSchemasSubjectStrategy is '{strategy}', but must be TopicName, RecordName, TopicRecordName",
            Assert.Single(_folder.Run(check, Int, expectSuccess: false, options).Errors),
            StringComparison.Ordinal);
    }

    private async Task RegisterAsync(string fields, string subject = $"dev-a-{EventFolder.EventType}.CloudEvent")
    {
        using var client = new HttpClient { BaseAddress = _registry.Url };
        using HttpResponseMessage response = await client.PostAsJsonAsync(
            $"subjects/{subject}/versions",
            new { schema = EventFolder.SchemaOf(fields) },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
