namespace EventSchemas.Package.Tests;

/// <summary>Projects that target a framework without the library, or several frameworks.</summary>
public sealed class FrameworkTests(PackageFeed feed)
{
    private const string Source = "OrderPlaced.cs";
    private const string Schema = "schemas/org.acme.order.placed.v1.avsc";
    private const string One = "<TargetFramework>net10.0</TargetFramework>";
    private const string Needed = "EventSchemas needs net10.0 or newer, and this project targets";
    private const string Conditional = "a contract is the same for every build, so declare it without a condition.";

    private static readonly (string, string) File = (Source, """
        using EventSchemas;

        namespace Shop;

        [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", FeatureFlag = "OrderPlacedEvent")]
        public sealed partial record OrderPlaced(
            string Number,
            int Amount);
        """);

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void An_older_framework_is_one_error_that_says_which_is_needed(string framework)
    {
        using var project = new ConsumingProject(feed, File);

        // The packages of older frameworks aren't in the feed, and the error comes before anything is compiled.
        project.Edit(
            "Shop.csproj",
            One,
            $"<TargetFramework>{framework}</TargetFramework>"
            + "<DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>");

        string error = Assert.Single(project.Fail());
        Assert.Contains($"error : {Needed} {framework}. Target net10.0, ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_frameworks_have_one_contract_that_is_shipped_without_saying_which()
    {
        using ConsumingProject project = TwoFrameworks("net10.0;net10.0-windows");
        project.Build("-t:ShipEventSchemas");
        Assert.True(project.Has("schemas/shipped/org.acme.order.placed.v1/1.avsc"), "Nothing was shipped.");
        project.Build("-p:CI=true");

        // Whichever framework is built first, its contract is the same.
        string first = project.Read(Schema);
        project.Delete(Schema);
        project.Edit("Shop.csproj", "net10.0;net10.0-windows", "net10.0-windows;net10.0");
        project.Build();
        Assert.Equal(first, project.Read(Schema));

        project.Edit(Source, "int Amount)", "int Amount, string? Note = null)");
        Assert.Single(project.Warn());
        project.Build("-t:AcceptEventSchemas");
        project.Build();
    }

    [Theory]
    [InlineData("net10.0;net10.0-windows")]
    [InlineData("net10.0-windows;net10.0")]
    public void A_member_that_only_one_framework_has_is_an_error_that_says_so(string frameworks)
    {
        using ConsumingProject project = TwoFrameworks(frameworks);
        project.Edit(Source, "int Amount)", "int Amount\n#if WINDOWS\n, int More = 0\n#endif\n)");

        Assert.Equal(
            ["OrderPlaced.cs(10,7): error EVS2011: 'More' is ", "OrderPlaced.cs(9,1): error EVS2011: 'More' is d"],
            project.Fail().Select(line => line[..47]).Order(StringComparer.Ordinal));
        string error = Assert.Single(project.Fail("-p:RunAnalyzers=false"));
        Assert.Contains(
            $"error EVS2011: 'more' of org.acme.order.placed.v1 exists in net10.0-windows only: {Conditional}",
            error,
            StringComparison.Ordinal);
    }

    private ConsumingProject TwoFrameworks(string frameworks)
    {
        var project = new ConsumingProject(feed, File);
        project.Edit(
            "Shop.csproj",
            One,
            $"<TargetFrameworks>{frameworks}</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>"
            + "<DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>");
        return project;
    }
}
