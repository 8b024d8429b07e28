namespace EventSchemas.Build.Tests;

/// <summary>What the tasks do about promises that an edit would lower: the level, the event type, and what members mean.</summary>
public sealed class PromiseTests : IDisposable
{
    private const string Int = """{"name": "n", "type": "int"}""";
    private const string Text = """{"name": "n", "type": "string"}""";
    private const string IsGuid = ", Meanings = new[] { \"CloudEvent.n Guid\" }";
    private const string IsPlain = ", Meanings = new string[0]";

    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_lower_level_is_not_accepted_shipped_or_passed_until_it_is_justified()
    {
        _folder.Release(Int);
        const string justified = ", JustifiedBreaks = new[] { \"EVS3114 CloudEvent\" }";
        EventContractTask[] tasks = [new AcceptEventContracts(), new CheckEventContracts()];
        foreach (EventContractTask task in tasks)
        {
            task.Compatibility = "BACKWARD";
            string error = Assert.Single(_folder.Run(task, Int, expectSuccess: false).Errors);
            Assert.Contains(
                "The compatibility level was FULL_TRANSITIVE in version 1 of org.acme.a.v1 and is BACKWARD now",
                error,
                StringComparison.Ordinal);
            Assert.EndsWith(
                "Put FULL_TRANSITIVE back. If it is meant, write [JustifiedBreak(\"EVS3114\", \"the reason\")] on the record until the "
                + "next version is shipped.",
                error,
                StringComparison.Ordinal);
        }

        _folder.Run(new AcceptEventContracts { Compatibility = "BACKWARD" }, Int, options: justified);
        _folder.Run(new CheckEventContracts { Compatibility = "BACKWARD" }, Int, options: justified);
        _folder.Run(new ShipEventContracts { Compatibility = "BACKWARD" }, Int, options: justified);

        // The shipped version promises the lower level, so nothing has to be justified any more.
        _folder.Run(new CheckEventContracts { Compatibility = "BACKWARD" }, Int);
    }

    [Fact]
    public void Another_meaning_is_accepted_only_for_the_event_that_is_named_and_then_shipped()
    {
        _folder.Release(Text, IsPlain);

        string error = Assert.Single(_folder.Run(new AcceptEventContracts(), Text, expectSuccess: false, IsGuid).Errors);
        Assert.Contains("EVS3115: 'n' was string in the contract of org.acme.a.v1 and is Guid now", error, StringComparison.Ordinal);
        Assert.NotEmpty(_folder.Run(new CheckEventContracts(), Text, expectSuccess: false, IsGuid).Errors);

        _folder.Run(new AcceptEventContracts { AcceptBreaks = EventFolder.EventType }, Text, options: IsGuid);
        _folder.Run(new CheckEventContracts(), Text, options: IsGuid);
        _folder.Run(new ShipEventContracts(), Text, options: IsGuid);
        string shipped = File.ReadAllText(Path.Combine(_folder.Shipped, "2.contract.json"));
        Assert.Contains("\"CloudEvent.n\": \"Guid\"", shipped, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_of_an_earlier_package_says_no_meaning_and_is_neither_out_of_date_nor_shipped_again()
    {
        _folder.Release(Text);
        Assert.DoesNotContain("meanings", File.ReadAllText(Path.Combine(_folder.Shipped, "1.contract.json")), StringComparison.Ordinal);

        _folder.Run(new CheckEventContracts(), Text, options: IsGuid);
        _folder.Run(new ShipEventContracts(), Text, options: IsGuid);

        Assert.Equal(2, Directory.GetFiles(_folder.Shipped).Length);
    }

    [Theory]
    [InlineData("""{"name": "n", "type": "long"}""", "EVS3006")]
    [InlineData("""{"name": "n", "type": "int", "default": 1}""", "EVS3104")]
    public void A_deleted_contract_of_a_shipped_event_is_not_written_anew_where_the_record_has_changed(string now, string rule)
    {
        _folder.Release("""{"name": "n", "type": "int", "default": 0}""");
        File.Delete(_folder.Schema);
        File.Delete(Path.ChangeExtension(_folder.Schema, ".contract.json"));

        RecordingEngine engine = _folder.Run(new WriteEventContracts(), now);

        string warning = Assert.Single(engine.Warnings);
        Assert.Contains($"and the record differs from what was shipped. {rule}: ", warning, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Schema));
        _folder.Run(new WriteEventContracts(), """{"name": "n", "type": "int", "default": 0}""");
        Assert.True(File.Exists(_folder.Schema));
    }

    [Theory]
    [InlineData(null, "'org.acme.a.v1' has no contract file: build once outside CI")]
    [InlineData("mine", "The contract file can't be read, so the event is unprotected: ")]
    public void A_contract_file_that_is_missing_beside_its_schema_or_can_not_be_read_fails_the_check(string? text, string expected)
    {
        _folder.Release(Int);
        string file = Path.ChangeExtension(_folder.Schema, ".contract.json");
        File.Delete(file);
        if (text is not null)
        {
            File.WriteAllText(file, text);
        }

        RecordingEngine engine = _folder.Run(new CheckEventContracts(), Int, expectSuccess: false);

        Assert.StartsWith(expected, Assert.Single(engine.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void What_follows_from_a_contract_whose_level_allows_every_edit_is_said_as_it_is()
    {
        string written = Assert.Single(_folder.Run(new WriteEventContracts { Compatibility = "NONE" }, Int).Messages);
        string shipped = Assert.Single(_folder.Run(new ShipEventContracts { Compatibility = "NONE" }, Int).Messages);

        Assert.All(
            [written, shipped],
            message => Assert.EndsWith(
                ": commit them. Its level is NONE, so no edit of the event is reported as a break.", message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_shipped_event_that_no_record_declares_fails_the_check_until_it_is_retired()
    {
        _folder.Release(Int);

        string error = Assert.Single(_folder.RunWithout(new CheckEventContracts(), expectSuccess: false).Errors);
        Assert.Contains("The event 'org.acme.a.v1' was shipped, but no record declares it any more", error, StringComparison.Ordinal);

        RetireEventContracts retire = new() { EventTypes = EventFolder.EventType, Reason = "Replaced by b.", Today = "2026-11-27" };
        Assert.EndsWith(
            "retired.contract.json: commit it. Commit the deletion of its accepted contract too. "
            + "The event type can't be used again while that file exists.",
            Assert.Single(_folder.RunWithout(retire).Messages),
            StringComparison.Ordinal);
        Assert.Equal(
            "{\n  \"eventType\": \"org.acme.a.v1\",\n  \"retired\": \"2026-11-27\",\n  \"reason\": \"Replaced by b.\"\n}\n",
            File.ReadAllText(Path.Combine(_folder.Shipped, "retired.contract.json")));
        Assert.False(File.Exists(_folder.Schema));
        _folder.RunWithout(new CheckEventContracts());

        string again = Assert.Single(_folder.Run(new CheckEventContracts(), Int, expectSuccess: false).Errors);
        Assert.StartsWith("'org.acme.a.v1' was retired on 2026-11-27 (Replaced by b.): ", again, StringComparison.Ordinal);
        Assert.NotEmpty(_folder.Run(new AcceptEventContracts(), Int, expectSuccess: false).Errors);
        Assert.NotEmpty(_folder.Run(new ShipEventContracts(), Int, expectSuccess: false).Errors);
        Assert.NotEmpty(_folder.Run(new WriteEventContracts(), Int).Warnings);
        Assert.False(File.Exists(_folder.Schema));
    }

    [Theory]
    [InlineData("", "Because.", "without its name: give -p:EventSchemasRetire=<event type>.")]
    [InlineData("org.acme.a.v1", " ", "without a reason: give -p:EventSchemasReason=")]
    [InlineData("org.acme.a.v2", "Because.", "Did you mean org.acme.a.v1?")]
    public void An_event_is_retired_by_its_name_and_for_a_reason(string eventTypes, string reason, string expected)
    {
        _folder.Release(Int);

        RetireEventContracts retire = new() { EventTypes = eventTypes, Reason = reason };

        Assert.Contains(expected, Assert.Single(_folder.RunWithout(retire, expectSuccess: false).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_events_are_joined_with_a_plus()
    {
        _folder.Release(Int);

        RetireEventContracts retire = new() { EventTypes = "org.acme.b.v1+org.acme.a.v1", Reason = "Because.", IsSolutionBuild = true };

        Assert.Single(_folder.RunWithout(retire).Messages);
    }

    [Theory]
    [InlineData(typeof(AcceptEventContracts))]
    [InlineData(typeof(ShipEventContracts))]
    public void An_event_that_took_the_place_of_a_shipped_one_is_neither_accepted_nor_shipped(Type task)
    {
        const string record = ", Record = \"A\"";
        _folder.Release(Int, record);

        var run = (EventContractTask)Activator.CreateInstance(task)!;
        RecordingEngine engine = _folder.RunAll(
            run,
            [
                CompiledEvents.Contract("org.acme.b.v1", EventFolder.SchemaOf(Int), record),
                CompiledEvents.Contract("org.acme.c.v1", EventFolder.SchemaOf(Text), ", Record = \"C\""),
            ]);

        Assert.StartsWith(
            "The event 'org.acme.a.v1' was shipped, but now 'A' declares 'org.acme.b.v1' (was it renamed?)",
            Assert.Single(engine.Errors),
            StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(_folder.Contracts, "org.acme.c.v1.*"));
        Assert.Empty(Directory.GetFiles(_folder.Contracts, "org.acme.b.v1.*"));
    }

    [Fact]
    public void An_event_that_is_declared_is_not_retired()
    {
        _folder.Release(Int);

        RetireEventContracts retire = new() { EventTypes = EventFolder.EventType, Reason = "Because." };

        Assert.Contains(
            "a record still declares it", Assert.Single(_folder.Run(retire, Int, expectSuccess: false).Errors), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.Schema));
    }
}
