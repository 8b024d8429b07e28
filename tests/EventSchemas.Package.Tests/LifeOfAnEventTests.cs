namespace EventSchemas.Package.Tests;

/// <summary>An event from its first build to a broken and a fixed one, from the view of a user of the packages.</summary>
public sealed class LifeOfAnEventTests(PackageFeed feed)
{
    private const string Source = "OrderPlaced.cs";
    private const string Schema = "schemas/org.acme.order.placed.v1.avsc";
    private const string Order = "public sealed record Order(string Number, int Amount);";
    private const string Log = "-p:ErrorLog=out.sarif%2Cversion=2.1";

    private static readonly (string, string) File = (Source, $"""
        using EventSchemas;

        namespace Shop;

        [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", FeatureFlag = "OrderPlacedEvent")]
        public sealed partial record OrderPlaced(Order Order);

        {Order}
        """);

    private const string TypeChanged = "was int in version 1 of org.acme.order.placed.v1 and is long now: "
        + "services still on version 1 can't read what you will publish (FULL_TRANSITIVE). "
        + "Put the type back, and add an optional member of the new type beside it. "
        + "If every reader is deployed before you publish, write [JustifiedBreak(\"EVS3006\", \"the reason\")] on the member.";

    [Fact]
    public void An_event_is_written_changed_accepted_shipped_broken_and_fixed()
    {
        using var project = new ConsumingProject(feed, File);

        // With the attribute, the build writes the contract.
        project.Build();
        string first = project.Read(Schema);

        // A change that breaks nobody is a suggestion here, with one line of the build that says what CI will do, and an error in CI.
        project.Edit(Source, "int Amount)", "int Amount, string? Note = null)");
        Assert.Contains(
            "warning EVS2002: org.acme.order.placed.v1 no longer matches its contract file, which is an error in CI. "
            + "Nobody breaks, so accept the change: run dotnet format analyzers --severity info --diagnostics EVS2002, "
            + "or dotnet build -t:AcceptEventSchemas, and commit the files.",
            Assert.Single(project.Warn(Log)),
            StringComparison.Ordinal);
        Assert.Contains(SarifResult.Of("EVS2002", "note", Source), Sarif.Read(project.Read("out.sarif")));
        string drift = Assert.Single(project.Fail("-p:CI=true"));
        Assert.StartsWith(
            "OrderPlaced.cs(8,63): error EVS2002: 'OrderPlaced' no longer matches its contract file (order.note: added",
            drift,
            StringComparison.Ordinal);
        Assert.Equal(first, project.Read(Schema));

        // Accepted as the message says, and shipped.
        project.Format(drift.Split("run dotnet format analyzers ")[1].Split(" (")[0].Split(' '));
        Assert.Contains("\"note\"", project.Read(Schema), StringComparison.Ordinal);
        Assert.Contains(
            "1.avsc and 1.contract.json: commit them. From now on nobody may break this version.",
            project.Build("-t:ShipEventSchemas"),
            StringComparison.Ordinal);

        // From now on a break is an error that says who breaks; in CI also if the analyzers are off.
        project.Edit(Source, "int Amount", "long Amount");
        Assert.Equal(
            [$"OrderPlaced.cs(8,48): error EVS3006: 'Amount' {TypeChanged} ({Repository.Url}/blob/main/docs/rules/EVS3006.md)"],
            project.Fail(Log));
        Assert.Contains(SarifResult.Of("EVS3006", "error", Source), Sarif.Read(project.Read("out.sarif")));
        Assert.Equal(
            [$"schemas/shipped/org.acme.order.placed.v1/1.avsc(18): error EVS3006: 'amount' {TypeChanged}"],
            project.Fail("-p:CI=true", "-p:RunAnalyzers=false"));

        // Undo it, and make another break that has a fix.
        project.Edit(Source, "long Amount", "int Amount");
        project.Edit(Source, "string Number", "string Code");
        Assert.Equal(["EVS3001", "EVS3002"], project.Fail().Select(line => line.Split(": error ")[1][..7]).Order(StringComparer.Ordinal));
        project.Format();
        Assert.Contains("([AvroName(\"number\")] string Code, int Amount,", project.Read(Source), StringComparison.Ordinal);
        project.Build("-p:CI=true");
    }

    [Fact]
    public void A_target_accepts_without_analyzers_and_refuses_a_break()
    {
        const string paid = "schemas/com.acme.paid.v1.avsc";
        using var project = new ConsumingProject(feed, File, ("Paid.cs", """
            using EventSchemas;

            namespace Shop;

            /// <summary>The order was paid.</summary>
            [AvroEvent("com.acme.paid.v1", XmlDocs = true, Topic = "paid", Key = "Number", FeatureFlag = "PaidEvent")]
            public sealed partial record Paid(string Number, DateTimeOffset At);
            """));
        project.Build("-t:ShipEventSchemas");
        Assert.Contains("\"namespace\": \"Shop\"", project.Read(paid), StringComparison.Ordinal);
        Assert.Contains("\"logicalType\": \"timestamp-millis\"", project.Read(paid), StringComparison.Ordinal);
        Assert.True(project.Has("schemas/shipped/com.acme.paid.v1/1.avsc"), "The event with [AvroEvent] was not shipped.");

        project.Edit(Source, "int Amount)", "int Amount, string? Note = null)");
        project.Edit("Paid.cs", "was paid.", "was paid in full.");
        Assert.Contains("EventSchemas accepted", project.Build("-t:AcceptEventSchemas"), StringComparison.Ordinal);
        Assert.Contains("\"doc\": \"The order was paid in full.\"", project.Read(paid), StringComparison.Ordinal);
        project.Build("-p:CI=true");

        project.Edit(Source, "int Amount", "string Amount");
        Assert.Contains(
            "EventSchemas can't accept org.acme.order.placed.v1. "
            + "EVS3003: 'amount' was int in version 1 of org.acme.order.placed.v1 and is string now: ",
            Assert.Single(project.Fail("-t:AcceptEventSchemas")),
            StringComparison.Ordinal);
    }
}
