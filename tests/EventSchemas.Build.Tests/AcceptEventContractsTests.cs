namespace EventSchemas.Build.Tests;

public sealed class AcceptEventContractsTests : IDisposable
{
    private const string Int = """{"name": "n", "type": "int"}""";
    private const string Long = """{"name": "n", "type": "long"}""";
    private const string More = Int + """, {"name": "m", "type": "int", "default": 0}""";

    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_breaks_nobody_is_accepted_and_reported_once()
    {
        _folder.Run(new WriteEventContracts(), Int);

        Assert.Single(_folder.Run(new AcceptEventContracts(), More).Messages);
        Assert.Empty(_folder.Run(new AcceptEventContracts(), More).Messages);
        Assert.Contains("\"m\"", File.ReadAllText(_folder.Schema), StringComparison.Ordinal);
    }

    [Fact]
    public void A_break_of_what_was_never_shipped_is_accepted_only_for_the_event_that_is_named()
    {
        _folder.Run(new WriteEventContracts(), Int);

        string error = Assert.Single(_folder.Run(new AcceptEventContracts(), Long, expectSuccess: false).Errors);
        Assert.Contains(
            "EVS3006: 'n' was int in the contract of org.acme.a.v1 and is long now: services still on the accepted contract can't read",
            error,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "In CI this is an error. If no service reads or writes the event yet, or every reader is deployed before you publish, accept "
            + "it with the fix, or run dotnet build -t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1.",
            error,
            StringComparison.Ordinal);

        _folder.Run(new AcceptEventContracts { AcceptBreaks = " org.acme.a.v1; " }, Long);
        Assert.Contains("long", File.ReadAllText(_folder.Schema), StringComparison.Ordinal);
    }

    [Fact]
    public void How_several_changes_are_accepted_is_said_once()
    {
        _folder.Run(new WriteEventContracts(), Int, options: ", Topic = \"a\"");

        const string changed = ", Topic = \"b\", Key = \"n\"";
        string error = Assert.Single(_folder.Run(new AcceptEventContracts(), Int, expectSuccess: false, changed).Errors);

        Assert.Contains(" Put it back. EVS3112: ", error, StringComparison.Ordinal);
        Assert.EndsWith(
            " Put it back. In CI this is an error. If all of it is meant, accept it with the fix, or run dotnet build "
            + "-t:AcceptEventSchemas -p:EventSchemasAcceptBreaks=org.acme.a.v1.",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_break_of_a_shipped_version_says_what_else_can_be_done()
    {
        _folder.Release(Int);

        Assert.EndsWith(
            " If every reader is deployed before you publish, write [JustifiedBreak(\"EVS3006\", \"the reason\")] on the member. "
            + "Or start the next event type, org.acme.a.v2.",
            Assert.Single(_folder.Run(new AcceptEventContracts(), Long, expectSuccess: false).Errors),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_event_is_an_error_that_names_the_nearest_one_and_accepts_nothing()
    {
        _folder.Run(new WriteEventContracts(), Int);

        Assert.Equal(
            "EventSchemasAcceptBreaks names 'org.amce.a.v1', which isn't an event of this project. Did you mean org.acme.a.v1?",
            Assert.Single(
                _folder.Run(new AcceptEventContracts { AcceptBreaks = "org.amce.a.v1" }, More, expectSuccess: false).Errors));
        Assert.DoesNotContain("\"m\"", File.ReadAllText(_folder.Schema), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_may_be_another_projects_event_where_a_solution_is_built()
    {
        _folder.Run(new WriteEventContracts(), Int);

        _folder.Run(new AcceptEventContracts { AcceptBreaks = "org.acme.b.v1+org.acme.a.v1", IsSolutionBuild = true }, Long);
        Assert.Contains("long", File.ReadAllText(_folder.Schema), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("org.acme.order.placed.v2", "org.acme.order.placed.v1")]
    [InlineData("Org.Acme.Order.Shiped.v1", "org.acme.order.shipped.v1")]
    [InlineData("placed", "org.acme.order.placed.v1")]
    public void The_nearest_name_takes_the_fewest_edits(string name, string expected)
    {
        string assembly = CompiledEvents.Compile(
            Directory.CreateDirectory(_folder.Contracts).FullName,
            CompiledEvents.Contract("org.acme.order.shipped.v1", EventFolder.SchemaOf(Int))
            + CompiledEvents.Contract("org.acme.order.placed.v1", EventFolder.SchemaOf(Int)));
        var engine = new RecordingEngine();

        new AcceptEventContracts
        {
            BuildEngine = engine, AssemblyPath = assembly, ContractFolder = _folder.Contracts, AcceptBreaks = name,
        }.Execute();

        Assert.EndsWith($"Did you mean {expected}?", Assert.Single(engine.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_break_of_a_shipped_version_is_accepted_only_where_it_is_justified()
    {
        _folder.Release(Int);

        Assert.NotEmpty(_folder.Run(new AcceptEventContracts { AcceptBreaks = EventFolder.EventType }, Long, expectSuccess: false).Errors);
        const string justified = ", JustifiedBreaks = new[] { \"EVS3006 CloudEvent.n until 2027-01-31\" }";
        Assert.NotEmpty(_folder.Run(new AcceptEventContracts { Today = "2027-02-01" }, Long, expectSuccess: false, justified).Errors);

        _folder.Run(new AcceptEventContracts { Today = "2027-01-31" }, Long, options: justified);
        _folder.Run(new ShipEventContracts { Today = "2027-01-31" }, Long, options: justified);
        Assert.Contains("long", _folder.Version(2), StringComparison.Ordinal);
    }

    [Fact]
    public void Line_endings_stay_as_they_are()
    {
        _folder.Run(new WriteEventContracts(), Int);
        File.WriteAllText(_folder.Schema, File.ReadAllText(_folder.Schema).Replace("\n", "\r\n", StringComparison.Ordinal));

        _folder.Run(new AcceptEventContracts(), More);

        string text = File.ReadAllText(_folder.Schema);
        Assert.Contains("\"m\"", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Split("\r\n").Length - 1);
    }

    [Theory]
    [InlineData(
        ", Topic = \"b\"",
        "EVS3111: The topic was 'a' in the contract of org.acme.a.v1 and is 'b' now: ",
        "EVS3111 CloudEvent")]
    [InlineData(
        ", Topic = \"a\", Key = \"n\"",
        "EVS3112: The key was none in the contract of org.acme.a.v1 and is 'n' now: ",
        "EVS3112 CloudEvent")]
    [InlineData(
        ", Topic = \"a\", PersonalData = new[] { \"CloudEvent.n\" }",
        "EVS3113: 'n' is personal data now, and was published without the mark in the contract of org.acme.a.v1: ",
        "EVS3113 CloudEvent.n")]
    public void A_change_of_meaning_is_accepted_only_where_it_is_named_or_justified(string terms, string expected, string subject)
    {
        _folder.Run(new WriteEventContracts(), Int, options: ", Topic = \"a\"");

        string error = Assert.Single(_folder.Run(new AcceptEventContracts(), Int, expectSuccess: false, terms).Errors);
        Assert.Contains(expected, error, StringComparison.Ordinal);

        _folder.Run(new AcceptEventContracts(), Int, options: terms + $", JustifiedBreaks = new[] {{ \"{subject}\" }}");
        _folder.Run(new AcceptEventContracts(), Int, options: terms);
    }

    [Fact]
    public void A_member_that_is_new_may_be_personal_data()
    {
        _folder.Run(new WriteEventContracts(), Int);

        _folder.Run(new AcceptEventContracts(), More, options: ", PersonalData = new[] { \"CloudEvent.m\" }");
    }

    [Fact]
    public void The_terms_are_in_the_contract_and_a_change_of_them_is_accepted()
    {
        _folder.Run(new WriteEventContracts(), Int);

        _folder.Run(
            new AcceptEventContracts { AcceptBreaks = EventFolder.EventType },
            Int,
            options: ", Topic = \"a\", Role = EventSchemas.EventRole.Mirror, PersonalData = new[] { \"CloudEvent.n\" }");

        string contract = File.ReadAllText(Path.ChangeExtension(_folder.Schema, ".contract.json"));
        Assert.Contains(
            "  \"topic\": \"a\",\n  \"role\": \"mirror\",\n  \"compatibility\": \"FULL_TRANSITIVE\",\n"
            + "  \"personalData\": [\n    \"CloudEvent.n\"\n  ],\n",
            contract,
            StringComparison.Ordinal);
    }
}
