using EventSchemas.Avro;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

public sealed class RegistryClientTests
{
    private static readonly WriterSchemaId Seven = new(7);

    private const string Html = "<html><body>Welcome</body></html>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, Html)]
    [InlineData(200, "")]
    [InlineData(200, "[]")]
    [InlineData(404, Html)]
    [InlineData(404, "")]
    [InlineData(404, "{}")]
    [InlineData(404, """{"error_code": 404, "message": "no route"}""")]
    [InlineData(401, "")]
    [InlineData(403, """{"error_code": 403, "message": "forbidden"}""")]
    [InlineData(500, """{"error_code": 50001, "message": "store"}""")]
    [InlineData(503, Html)]
    public async Task An_answer_that_no_registry_gives_is_never_taken_for_a_missing_schema(int status, string body)
    {
        using var server = new CannedRegistry(status, body);
        using RegistryClient registry = Client(server);

        RegistryUnavailableException get =
            await Assert.ThrowsAsync<RegistryUnavailableException>(() => registry.GetSchemaAsync(Seven, Token));
        RegistryUnavailableException register =
            await Assert.ThrowsAsync<RegistryUnavailableException>(() => registry.GetIdAsync("subject", "\"string\"", Token));

        Assert.All([get, register], e => Assert.Contains("EventBus:SchemaRegistry:", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_answer_to_registering_is_an_error()
    {
        using var server = new CannedRegistry(200, "{}");
        using RegistryClient registry = Client(server);

        RegistryUnavailableException e =
            await Assert.ThrowsAsync<RegistryUnavailableException>(() => registry.GetIdAsync("subject", "\"string\"", Token));

        Assert.Contains("no id", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_the_registry_does_not_have_is_refused()
    {
        using var server = new CannedRegistry(404, """{"error_code": 40403, "message": "Schema not found"}""");
        using RegistryClient registry = Client(server);

        RegistryRefusedException e = await Assert.ThrowsAsync<RegistryRefusedException>(() => registry.GetSchemaAsync(Seven, Token));
        Assert.Contains("no schema with the id 7", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"schema": "\"string\"", "references": [{"name": "acme.User", "subject": "u", "version": 1}]}""", "acme.User")]
    [InlineData("""{"schema": "{}", "schemaType": "JSON"}""", "Json")]
    public async Task A_schema_of_a_kind_that_is_not_supported_is_named(string answer, string named)
    {
        using var server = new CannedRegistry(200, answer);
        using RegistryClient registry = Client(server);

        RegistryRefusedException e = await Assert.ThrowsAsync<RegistryRefusedException>(() => registry.GetSchemaAsync(Seven, Token));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(503, Html)]
    [InlineData(200, "{}")]
    [InlineData(200, """{"schema": "nonsense"}""")]
    public async Task A_failure_is_not_kept(int status, string body)
    {
        using var server = new CannedRegistry(status, body);
        using RegistryClient registry = Client(server);
        await Assert.ThrowsAnyAsync<Exception>(() => registry.GetSchemaAsync(Seven, Token));
        await Assert.ThrowsAnyAsync<Exception>(() => registry.GetIdAsync("subject", "\"string\"", Token));

        server.SetAnswer(200, """{"schema": "\"string\"", "id": 7}""");

        Assert.Equal(AvroSchema.Parse("\"string\"").ToJson(), (await registry.GetSchemaAsync(Seven, Token)).ToJson());
        Assert.Equal(7, await registry.GetIdAsync("subject", "\"string\"", Token));
    }

    [Theory]
    [InlineData("me:secret-password", null, "Basic bWU6c2VjcmV0LXBhc3N3b3Jk")]
    [InlineData(null, "secret-token", "Bearer secret-token")]
    public async Task Credentials_are_sent_and_never_shown(string? auth, string? token, string expected)
    {
        using var server = new CannedRegistry(401, "");
        using RegistryClient registry = Client(server, auth, token);

        RegistryUnavailableException e =
            await Assert.ThrowsAsync<RegistryUnavailableException>(() => registry.GetSchemaAsync(Seven, Token));

        Assert.Equal(expected, server.Authorization);
        Assert.Contains("does not accept this service", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_addresses_are_tried_in_turn()
    {
        using var server = new CannedRegistry(200, """{"schema": "\"string\""}""");
        using RegistryClient registry = Client("http://127.0.0.1:1," + server.Url, auth: null, token: null);

        Assert.NotNull(await registry.GetSchemaAsync(Seven, Token));
    }

    private static RegistryClient Client(CannedRegistry server, string? auth = null, string? token = null) =>
        Client(server.Url, auth, token);

    private static RegistryClient Client(string url, string? auth, string? token) => new(
        Options.Create(new SchemaRegistryOptions { Url = url, Auth = auth, BearerToken = token }), new EventBusRegistrations("EventBus"));
}
