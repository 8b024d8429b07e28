using System.Net;
using System.Text;
using System.Text.Json;
using Confluent.SchemaRegistry;

namespace EventSchemas.Testing.Tests;

public sealed class EmbeddedSchemaRegistryTests : IAsyncLifetime
{
    private const string Subject = "dev-course-org.acme.created.v1.CloudEvent";
    private const string First = """{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}]}""";
    private const string Optional = """
        {"type": "record", "name": "R", "fields": [
          {"name": "a", "type": "int"}, {"name": "b", "type": ["null", "int"], "default": null}]}
        """;
    private const string Breaking =
        """{"type": "record", "name": "R", "fields": [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]}""";

    private EmbeddedSchemaRegistry _registry = null!;
    private CachedSchemaRegistryClient _client = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _registry = await EmbeddedSchemaRegistry.StartAsync();
        _client = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = _registry.Url.ToString() });
        _http = new HttpClient { BaseAddress = _registry.Url };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _client.Dispose();
        await _registry.DisposeAsync();
    }

    [Fact]
    public async Task A_registered_schema_is_found_by_id_version_and_text()
    {
        int id = await _client.RegisterSchemaAsync(Subject, new Schema(First, SchemaType.Avro));

        Assert.Equal(1, id);
        Assert.Equal(First, (await _client.GetSchemaAsync(id)).SchemaString);
        Assert.Equal(id, (await _client.GetLatestSchemaAsync(Subject)).Id);
        Assert.Equal(id, (await _client.LookupSchemaAsync(Subject, new Schema(First, SchemaType.Avro), ignoreDeletedSchemas: true)).Id);
        Assert.Equal([Subject], await _client.GetAllSubjectsAsync());
        Assert.Equal([1], await _client.GetSubjectVersionsAsync(Subject));
    }

    [Fact]
    public async Task A_schema_has_the_same_GUID_in_every_registry_and_is_found_by_it()
    {
        await using EmbeddedSchemaRegistry other = await EmbeddedSchemaRegistry.StartAsync(
            cancellationToken: TestContext.Current.CancellationToken);
        using var elsewhere = new CachedSchemaRegistryClient(new SchemaRegistryConfig { Url = other.Url.ToString() });
        await _client.RegisterSchemaAsync("another", new Schema(Optional, SchemaType.Avro));
        string guid = (await _client.RegisterSchemaWithResponseAsync(Subject, new Schema(First, SchemaType.Avro))).Guid;

        Assert.Equal(guid, (await elsewhere.RegisterSchemaWithResponseAsync(Subject, new Schema(First, SchemaType.Avro))).Guid);
        Assert.Equal(guid, (await _client.GetLatestSchemaAsync(Subject)).Guid);
        Assert.Equal(First, (await _client.GetSchemaByGuidAsync(guid)).SchemaString);
        SchemaRegistryException e = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => _client.GetSchemaByGuidAsync(Guid.Empty.ToString()));
        Assert.Equal((HttpStatusCode.NotFound, 40403), (e.Status, e.ErrorCode));
    }

    [Fact]
    public async Task The_same_text_has_one_id_in_all_subjects_and_adds_no_version()
    {
        int one = await _client.RegisterSchemaAsync("one", new Schema(First, SchemaType.Avro));
        int two = await _client.RegisterSchemaAsync("two", new Schema(First, SchemaType.Avro));
        using HttpResponseMessage again = await Post("/subjects/one/versions", First);

        Assert.Equal(one, two);
        Assert.StartsWith(
            $$"""{"id":{{one}},""",
            await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal([1], await _client.GetSubjectVersionsAsync("one"));
    }

    [Fact]
    public async Task A_schema_that_breaks_the_level_is_rejected_with_the_reason()
    {
        await _client.RegisterSchemaAsync(Subject, new Schema(First, SchemaType.Avro));

        Assert.True(await _client.IsCompatibleAsync(Subject, new Schema(Optional, SchemaType.Avro)));
        Assert.False(await _client.IsCompatibleAsync(Subject, new Schema(Breaking, SchemaType.Avro)));
        SchemaRegistryException refused = await Assert.ThrowsAsync<SchemaRegistryException>(
            () => _client.RegisterSchemaAsync(Subject, new Schema(Breaking, SchemaType.Avro)));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains(
            "can't read version 1: ReaderFieldMissingDefaultValue at /fields/1: b, level BACKWARD",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subject_can_have_its_own_level()
    {
        await _client.RegisterSchemaAsync(Subject, new Schema(First, SchemaType.Avro));
        await _client.UpdateCompatibilityAsync(Compatibility.None, Subject);

        Assert.Equal(Compatibility.None, await _client.GetCompatibilityAsync(Subject));
        Assert.Equal(Compatibility.Backward, await _client.GetCompatibilityAsync());
        Assert.Equal(2, await _client.RegisterSchemaAsync(Subject, new Schema(Breaking, SchemaType.Avro)));
    }

    [Fact]
    public async Task A_key_schema_in_the_format_of_Python_services_is_accepted()
    {
        int id = await _client.RegisterSchemaAsync(
            "topic-string", new Schema("""{"name": "course_key", "type": "string"}""", SchemaType.Avro));

        Assert.Equal("""{"name": "course_key", "type": "string"}""", (await _client.GetSchemaAsync(id)).SchemaString);
    }

    [Theory]
    [InlineData("/subjects/none/versions", HttpStatusCode.NotFound, 40401)]
    [InlineData("/subjects/a%2Fb/versions/7", HttpStatusCode.NotFound, 40402)]
    [InlineData("/subjects/a%2Fb/versions/x", HttpStatusCode.UnprocessableEntity, 42202)]
    [InlineData("/schemas/ids/99", HttpStatusCode.NotFound, 40403)]
    [InlineData("/config/none", HttpStatusCode.NotFound, 40408)]
    public async Task Missing_resources_have_the_error_codes_of_Confluent(string path, HttpStatusCode status, int code)
    {
        await _client.RegisterSchemaAsync("a/b", new Schema(First, SchemaType.Avro));
        using HttpResponseMessage response = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/vnd.schemaregistry.v1+json", response.Content.Headers.ContentType?.MediaType);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(code, body.RootElement.GetProperty("error_code").GetInt32());
    }

    [Theory]
    [InlineData("""{"type": "nonsense"}""", "line 1, column 10")]
    [InlineData("""{"type": """, "line 1")]
    public async Task An_invalid_schema_is_rejected_with_the_position(string schema, string place)
    {
        using HttpResponseMessage response = await Post("/subjects/s/versions", schema);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(place, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleted_versions_are_not_checked_against()
    {
        await _client.RegisterSchemaAsync(Subject, new Schema(First, SchemaType.Avro));
        using HttpResponseMessage deleted = await _http.DeleteAsync(
            new Uri($"/subjects/{Subject}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("[1]", await deleted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using HttpResponseMessage registered = await Post($"/subjects/{Subject}/versions", Breaking);
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
    }

    [Fact]
    public async Task A_stopped_registry_frees_its_port()
    {
        EmbeddedSchemaRegistry first = await EmbeddedSchemaRegistry.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await first.DisposeAsync();
        await using EmbeddedSchemaRegistry second = await EmbeddedSchemaRegistry.StartAsync(
            new EmbeddedSchemaRegistryOptions { Port = first.Url.Port }, TestContext.Current.CancellationToken);

        Assert.Equal(first.Url, second.Url);
    }

    private Task<HttpResponseMessage> Post(string path, string schema)
    {
        object?[] references = [];
        string body = JsonSerializer.Serialize(
            new { schema, schemaType = "AVRO", references, metadata = (object?)null, ruleSet = (object?)null });
        return _http.PostAsync(
            new Uri(path, UriKind.Relative),
            new StringContent(body, Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);
    }
}
