namespace EventSchemas.Build.Tests;

public sealed class ShipEventContractsTests : IDisposable
{
    private const string EventType = EventFolder.EventType;

    private readonly EventFolder _folder = new();

    private string Contracts => _folder.Contracts;

    private string Shipped => _folder.Shipped;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_accepted_becomes_the_first_version_and_shipping_it_again_changes_nothing()
    {
        Accept("""{"name": "n", "type": "int"}""");

        RecordingEngine first = Ship("""{"name": "n", "type": "int"}""", expectSuccess: true);
        RecordingEngine again = Ship("""{"name": "n", "type": "int"}""", expectSuccess: true);

        Assert.Equal(File.ReadAllText(Path.Combine(Contracts, EventType + ".avsc")), File.ReadAllText(Path.Combine(Shipped, "1.avsc")));
        Assert.Equal(
            File.ReadAllText(Path.Combine(Contracts, EventType + ".contract.json")),
            File.ReadAllText(Path.Combine(Shipped, "1.contract.json")));
        Assert.EndsWith(
            "1.avsc and 1.contract.json: commit them. From now on nobody may break this version.",
            Assert.Single(first.Messages),
            StringComparison.Ordinal);
        Assert.Empty(again.Messages);
        Assert.Equal(2, Directory.GetFiles(Shipped).Length);
    }

    [Fact]
    public void A_change_that_breaks_nobody_becomes_the_next_version()
    {
        Accept("""{"name": "n", "type": "int"}""");
        Ship("""{"name": "n", "type": "int"}""", expectSuccess: true);
        const string more = """{"name": "n", "type": "int"}, {"name": "m", "type": "int", "default": 0}""";
        Accept(more);

        Ship(more, expectSuccess: true);

        Assert.Contains("\"m\"", File.ReadAllText(Path.Combine(Shipped, "2.avsc")), StringComparison.Ordinal);
        Assert.DoesNotContain("\"m\"", File.ReadAllText(Path.Combine(Shipped, "1.avsc")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_accepted_is_not_shipped()
    {
        Accept("""{"name": "n", "type": "int"}""");

        RecordingEngine engine = Ship("""{"name": "n", "type": "long"}""", expectSuccess: false);

        string error = Assert.Single(engine.Errors);
        Assert.Contains("its record is not what", error, StringComparison.Ordinal);
        Assert.Contains(" EVS3006: 'n' was int in the contract of org.acme.a.v1 and is long now: ", error, StringComparison.Ordinal);
        Assert.EndsWith("-t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1.", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Shipped));
    }

    [Fact]
    public void What_breaks_a_shipped_version_is_not_shipped_although_it_was_accepted()
    {
        Accept("""{"name": "n", "type": "int"}""");
        Ship("""{"name": "n", "type": "int"}""", expectSuccess: true);
        Accept("""{"name": "n", "type": "string"}""");

        RecordingEngine engine = Ship("""{"name": "n", "type": "string"}""", expectSuccess: false);

        Assert.Contains(
            "it breaks what has been shipped. EVS3003: 'n' was int in version 1 of org.acme.a.v1 and is string now: ",
            Assert.Single(engine.Errors),
            StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Shipped).Length);
    }

    [Fact]
    public void A_shipped_file_that_is_not_a_schema_is_an_error_that_names_the_event()
    {
        Accept("""{"name": "n", "type": "int"}""");
        Directory.CreateDirectory(Shipped);
        File.WriteAllText(Path.Combine(Shipped, "1.avsc"), "{");

        string error = Assert.Single(Ship("""{"name": "n", "type": "int"}""", expectSuccess: false).Errors);
        Assert.Contains(EventType, error, StringComparison.Ordinal);
    }

    // Deletes the files and writes them again: the effect of accepting.
    private void Accept(string fields)
    {
        using var other = new EventFolder();
        other.Run(new WriteEventContracts(), fields);
        Directory.CreateDirectory(Contracts);
        foreach (string file in Directory.GetFiles(other.Contracts))
        {
            File.Copy(file, Path.Combine(Contracts, Path.GetFileName(file)), overwrite: true);
        }
    }

    private RecordingEngine Ship(string fields, bool expectSuccess) => _folder.Run(new ShipEventContracts(), fields, expectSuccess);
}
