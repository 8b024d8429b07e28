using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Confluent.SchemaRegistry;

namespace EventSchemas.Testing.Tests;

public sealed class RegistryFaultsTests : IAsyncLifetime
{
    private const string Address =
        """{"type": "record", "name": "Address", "namespace": "org.acme", "fields": [{"name": "a", "type": "int"}]}""";
    private const string Person =
        """{"type": "record", "name": "Person", "namespace": "org.acme", "fields": [{"name": "home", "type": ["null", "Address"]}]}""";

    private EmbeddedSchemaRegistry _registry = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await EmbeddedSchemaRegistry.StartAsync();
        _http = new HttpClient { BaseAddress = _registry.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task A_fault_is_answered_as_often_as_planned()
    {
        _registry.Faults.FailNext(RegistryFault.Unauthorized, times: 2);
        _registry.Faults.FailNext(RegistryFault.Forbidden);

        Assert.Equal((401, 40101), await ErrorOf("/subjects"));
        Assert.Equal((401, 40101), await ErrorOf("/subjects"));
        Assert.Equal((403, 40301), await ErrorOf("/subjects"));
        Assert.Equal((200, "[]"), await Get("/subjects"));
        Assert.Equal(3, _registry.Faults.Count);
    }

    [Fact]
    public async Task A_fault_lasts_until_it_is_cleared()
    {
        _registry.Faults.FailAll(RegistryFault.ServerError);
        Assert.Equal((500, 50001), await ErrorOf("/subjects"));
        Assert.Equal((500, 50001), await ErrorOf("/subjects"));

        _registry.Faults.Clear();
        Assert.Equal((200, "[]"), await Get("/subjects"));
    }

    [Fact]
    public async Task Answers_that_are_not_the_registrys()
    {
        _registry.Faults.FailNext(RegistryFault.Html);
        _registry.Faults.FailNext(RegistryFault.EmptyBody);
        _registry.Faults.FailNext(RegistryFault.NotFound);
        _registry.Faults.FailNext(RegistryFault.Unavailable);
        _registry.Faults.FailNext(RegistryFault.Answer(418, "teapot", "text/plain"));

        (int status, string body) = await Get("/schemas/ids/1");
        Assert.Equal(200, status);
        Assert.StartsWith("<!DOCTYPE html>", body, StringComparison.Ordinal);
        Assert.Equal((200, ""), await Get("/schemas/ids/1"));
        Assert.Equal((404, "Not Found"), await Get("/schemas/ids/1"));
        Assert.Equal((503, ""), await Get("/schemas/ids/1"));
        Assert.Equal((418, "teapot"), await Get("/schemas/ids/1"));
    }

    [Fact]
    public async Task A_fault_affects_the_chosen_requests_only()
    {
        _registry.Faults.FailAll(RegistryFault.EmptyObject, RegistryRequest.Register);

        Assert.Equal("{}", await Post("/subjects/s/versions", Address));
        Assert.Equal((200, "[]"), await Get("/subjects"));
        _registry.Faults.Clear();
        _registry.Faults.FailAll(RegistryFault.EmptyObject, RegistryRequest.Read);
        Assert.StartsWith("""{"id":1,""", await Post("/subjects/s/versions", Address), StringComparison.Ordinal);
        Assert.Equal((200, "{}"), await Get("/schemas/ids/1"));
        _registry.Faults.FailAll(RegistryFault.EmptyObject, RegistryRequest.Lookup);
        Assert.Equal("{}", await Post("/subjects/s", Address));
    }

    [Fact]
    public async Task A_registry_that_is_down_breaks_connections_and_a_slow_one_answers_late()
    {
        _registry.Faults.FailNext(RegistryFault.Down);
        await Assert.ThrowsAsync<HttpRequestException>(() => Get("/subjects"));

        TimeSpan delay = TimeSpan.FromMilliseconds(300);
        _registry.Faults.FailNext(RegistryFault.Slow(delay));
        long start = Stopwatch.GetTimestamp();
        Assert.Equal((200, "[]"), await Get("/subjects"));
        Assert.True(Stopwatch.GetElapsedTime(start) >= delay * 0.9);
    }

    [Fact]
    public async Task References_are_served()
    {
        using var client = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _registry.Url.ToString() });
        await client.RegisterSchemaAsync("address", new Schema(Address, SchemaType.Avro));
        List<Confluent.SchemaRegistry.SchemaReference> references =
            [new Confluent.SchemaRegistry.SchemaReference("org.acme.Address", "address", 1)];
        int id = await client.RegisterSchemaAsync("person", new Schema(Person, references, SchemaType.Avro));

        Schema schema = await client.GetSchemaAsync(id);
        Assert.Equal(Person, schema.SchemaString);
        Assert.Equal(("org.acme.Address", "address", 1), schema.References.Select(r => (r.Name, r.Subject, r.Version)).Single());
        Assert.Contains("\"error_code\":42201", await Post("/subjects/person/versions", Person), StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_can_be_refused()
    {
        await using EmbeddedSchemaRegistry strict = await EmbeddedSchemaRegistry.StartAsync(
            new EmbeddedSchemaRegistryOptions { AcceptsReferences = false }, TestContext.Current.CancellationToken);
        using var client = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = strict.Url.ToString() });
        List<Confluent.SchemaRegistry.SchemaReference> references =
            [new Confluent.SchemaRegistry.SchemaReference("org.acme.Address", "address", 1)];

        SchemaRegistryException refused = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => client.RegisterSchemaAsync("person", new Schema(Person, references, SchemaType.Avro)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 42201), (refused.Status, refused.ErrorCode));
    }

    private async Task<(int Status, string Body)> Get(string path)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<(int Status, int Code)> ErrorOf(string path)
    {
        (int status, string body) = await Get(path);
        using var error = JsonDocument.Parse(body);
        return (status, error.RootElement.GetProperty("error_code").GetInt32());
    }

    private async Task<string> Post(string path, string schema)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { schema }), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync(
            new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
