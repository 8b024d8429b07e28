using System.Text;
using System.Text.Json;
using EventSchemas.Avro;
using EventSchemas.Testing;

namespace EventSchemas.Tool.Tests;

/// <summary>The command: what it writes where, what it refuses, and that it writes all or nothing.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private const string Order = """
        {
          "type": "record", "name": "order_placed", "namespace": "com.acme.orders", "doc": "An order & its lines.",
          "fields": [
            {"name": "number", "type": "string", "doc": "The number on the invoice."},
            {"name": "placed_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
            {"name": "total", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
            {"name": "payment", "type": [
              {"type": "record", "name": "Card", "fields": [{"name": "class", "type": "string"}]},
              {"type": "record", "name": "Voucher", "fields": []}]},
            {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["NEW", "PAID"], "default": "NEW"}, "default": "NEW"},
            {"name": "count", "type": "int", "default": 1},
            {"name": "note", "type": ["null", "string"], "default": null}
          ]
        }
        """;

    private readonly SourceFolder _folder = new();

    [Theory]
    [InlineData("--namespace a;b", "can't be a namespace")]
    [InlineData("--name ../E", "can't be the name of a record")]
    [InlineData("--attribute OpenEdxEvent --event-type ../../e", "can't be an event type")]
    public async Task A_name_that_the_compiler_refuses_is_an_error(string arguments, string text)
    {
        _folder.Put("order.avsc", """{"type":"record","name":"order","namespace":"com.acme","fields":[{"name":"id","type":"string"}]}""");

        ToolRun run = await _folder.RunAsync("import order.avsc " + arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_becomes_a_record_in_idiomatic_code()
    {
        _folder.Put("order.avsc", Order);
        _folder.Put("Acme.Orders.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");

        ToolRun run = await _folder.RunAsync("import order.avsc --topic orders --key number --owner shop --output Events");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            """
            #nullable enable
            using System;
            using EventSchemas;

            namespace Acme.Orders;

            /// <summary>An order &amp; its lines.</summary>
            /// <param name="Number">The number on the invoice.</param>
            [AvroEvent(
                "com.acme.orders.order_placed",
                Topic = "orders",
                Key = "Number",
                FeatureFlag = "OrderPlacedEvent",
                Owner = "shop",
                Role = EventRole.Mirror,
                Naming = AvroNaming.SnakeCase,
                Namespace = "com.acme.orders",
                XmlDocs = true)]
            [AvroName("order_placed")]
            public sealed partial record OrderPlaced(
                string Number,
                DateTimeOffset PlacedAt,
                [AvroDecimal(9, 2)] decimal Total,
                Payment Payment,
                State State = State.New,
                int Count = 1,
                string? Note = null);

            [AvroUnion(typeof(Card), typeof(Voucher))]
            public abstract record Payment;

            public sealed record Card(string Class) : Payment;

            public sealed record Voucher : Payment;

            public enum State
            {
                [AvroName("NEW"), AvroDefaultSymbol] New,
                [AvroName("PAID")] Paid,
            }

            """.ReplaceLineEndings("\n"),
            _folder.Text("Events/OrderPlaced.cs"));
        Assert.Empty(AvroDifferences.Between(
            AvroSchema.Parse(Order), AvroSchema.Parse(_folder.Text("schemas/com.acme.orders.order_placed.avsc"))));
        using JsonDocument contract = JsonDocument.Parse(_folder.Text("schemas/com.acme.orders.order_placed.contract.json"));
        Assert.Equal("mirror", contract.RootElement.GetProperty("role").GetString());
        Assert.Equal("number", contract.RootElement.GetProperty("key").GetString());
        Assert.Equal("Acme.Orders.OrderPlaced", contract.RootElement.GetProperty("record").GetString());
    }

    [Fact]
    public async Task What_the_project_says_of_its_events_counts()
    {
        _folder.Put(
            "order.avsc",
            """{"type":"record","name":"Order","namespace":"com.acme","fields":[{"name":"OrderNumber","type":"string"}]}""");
        _folder.Put("Directory.Build.props", """
            <Project><PropertyGroup>
              <EventSchemasCompatibility>BACKWARD</EventSchemasCompatibility>
              <EventSchemasFolder>contracts</EventSchemasFolder>
              <EventSchemasNaming>SnakeCase</EventSchemasNaming>
              <EventSchemasTransports>redis</EventSchemasTransports>
            </PropertyGroup></Project>
            """);
        _folder.Put("Acme.Orders.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");

        ToolRun run = await _folder.RunAsync("import order.avsc");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        using JsonDocument contract = JsonDocument.Parse(_folder.Text("contracts/com.acme.Order.contract.json"));
        Assert.Equal("BACKWARD", contract.RootElement.GetProperty("compatibility").GetString());
        Assert.Equal("redis", contract.RootElement.GetProperty("transports").GetString());
        Assert.Contains("Naming = AvroNaming.AsWritten", _folder.Text("Order.cs"), StringComparison.Ordinal);
        Assert.Contains("\"OrderNumber\"", _folder.Text("contracts/com.acme.Order.avsc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_record_can_express_is_named_and_nothing_is_written()
    {
        _folder.Put("in/good.avsc", Order);
        _folder.Put("in/bad.avsc", """{"type": "record", "name": "R", "fields": [{"name": "a", "type": ["string", "null"]}]}""");

        ToolRun run = await _folder.RunAsync("import in --output out");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("bad.avsc: a: a union with null behind another branch", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "out")));
    }

    [Fact]
    public async Task Files_that_exist_stay_without_force()
    {
        _folder.Put("order.avsc", Order);
        _folder.Put("OrderPlaced.cs", "mine");

        ToolRun refused = await _folder.RunAsync("import order.avsc");
        string kept = _folder.Text("OrderPlaced.cs");
        ToolRun forced = await _folder.RunAsync("import order.avsc --force");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", kept);
        Assert.Equal(0, forced.ExitCode);
        Assert.Contains("record OrderPlaced", _folder.Text("OrderPlaced.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing()
    {
        _folder.Put("order.avsc", Order);

        ToolRun run = await _folder.RunAsync("import order.avsc --dry-run --json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.False(json.RootElement.GetProperty("isWritten").GetBoolean());
        Assert.Equal(3, json.RootElement.GetProperty("files").GetArrayLength());
        Assert.Equal([Path.Combine(_folder.Path, "order.avsc")], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Events_of_Open_edX_share_their_types()
    {
        ToolRun run = await _folder.RunAsync("import openedx --namespace Acme.Courses --output Events");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            "\"org.openedx.learning.certificate.created.v1\"",
            _folder.Text("Events/CertificateCreated.cs"),
            StringComparison.Ordinal);
        Assert.Contains("[PersonalData] string Email", _folder.Text("Events/UserPersonalData.cs"), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "Events/schemas/org.openedx.learning.certificate.created.v1.avsc")));
    }

    [Fact]
    public async Task The_newest_version_of_a_subject_is_imported()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using EmbeddedSchemaRegistry registry = await EmbeddedSchemaRegistry.StartAsync(cancellationToken: token);
        using var client = new HttpClient();
        using var body = new StringContent(
            JsonSerializer.Serialize(new { schema = Order }), Encoding.UTF8, "application/vnd.schemaregistry.v1+json");
        using HttpResponseMessage registered = await client.PostAsync(
            new Uri(registry.Url, "subjects/orders-value/versions"), body, token);
        registered.EnsureSuccessStatusCode();

        ToolRun found = await _folder.RunAsync($"import orders-value --registry {registry.Url}");
        ToolRun missing = await _folder.RunAsync($"import nothing --registry {registry.Url}");

        Assert.Equal(0, found.ExitCode);
        Assert.Contains("record OrderPlaced", _folder.Text("OrderPlaced.cs"), StringComparison.Ordinal);
        Assert.Equal(3, missing.ExitCode);
        Assert.Contains("no subject 'nothing'", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_is_away_is_named_without_its_password()
    {
        ToolRun run = await _folder.RunAsync("import orders-value --registry http://user:secret@127.0.0.1:1");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("127.0.0.1:1", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import nothing.avsc", 3, "neither a file nor a folder")]
    [InlineData("import broken.avsc", 3, "isn't an Avro schema")]
    [InlineData("import order.avsc --key nothing", 2, "no member 'nothing'")]
    [InlineData("import openedx --event-type org.openedx.nothing.v1", 2, "no event")]
    [InlineData("import openedx --name Same", 2, "--name is for one event")]
    [InlineData("import subject --registry nowhere", 2, "--registry isn't an address")]
    public async Task What_is_wrong_is_said(string arguments, int exitCode, string message)
    {
        _folder.Put("order.avsc", Order);
        _folder.Put("broken.avsc", "{");

        ToolRun run = await _folder.RunAsync(arguments);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
