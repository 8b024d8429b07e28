using System.Net.Http.Json;
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

    private async Task RegisterAsync(string fields)
    {
        using var client = new HttpClient { BaseAddress = _registry.Url };
        using HttpResponseMessage response = await client.PostAsJsonAsync(
            $"subjects/dev-a-{EventFolder.EventType}.CloudEvent/versions",
            new { schema = EventFolder.SchemaOf(fields) },
            TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
