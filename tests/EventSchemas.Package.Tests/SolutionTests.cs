namespace EventSchemas.Package.Tests;

/// <summary>The targets on a solution, where not every project has the package, or an event.</summary>
public sealed class SolutionTests(PackageFeed feed)
{
    private const string Head =
        "<Project Sdk=\"Microsoft.NET.Sdk\">"
        + "<PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>";

    // The line for Directory.Build.props as docs/contracts.md has it.
    private static string DocumentedLine => File.ReadLines(Path.Combine(RepositoryRoot.Path, "docs", "contracts.md"))
        .Single(line => line.StartsWith("<Target Name=\"AcceptEventSchemas\"", StringComparison.Ordinal));

    private string Package =>
        $"<ItemGroup><PackageReference Include=\"EventSchemas\" Version=\"{feed.Version}\" /></ItemGroup></Project>";

    [Fact]
    public void A_solution_is_accepted_and_shipped_with_the_documented_line()
    {
        using var project = new ConsumingProject(
            feed,
            ("Shop.slnx", """
                <Solution>
                  <Project Path="Shop.csproj" />
                  <Project Path="Contracts/Contracts.csproj" />
                  <Project Path="Empty/Empty.csproj" />
                  <Project Path="Plain/Plain.csproj" />
                </Solution>
                """),
            ("OrderPlaced.cs", Event("OrderPlaced", "org.acme.order.placed.v1")),
            ("Contracts/Contracts.csproj", Head + Package),
            ("Contracts/OrderShipped.cs", Event("OrderShipped", "org.acme.order.shipped.v1")),
            ("Empty/Empty.csproj", Head + Package),
            ("Empty/Nothing.cs", "public sealed record Nothing(int Count);"),
            ("Plain/Plain.csproj", Head + "</Project>"),
            ("Plain/Helper.cs", "public static class Helper;"))
        {
            Built = "Shop.slnx",
        };
        project.Edit("Shop.csproj", "<NuGetAudit>", "<DefaultItemExcludes>$(DefaultItemExcludes);*/**</DefaultItemExcludes><NuGetAudit>");
        project.Edit("Shop.csproj", "<ItemGroup>", """
            <ItemGroup>
              <ProjectReference Include="Contracts/Contracts.csproj" />
              <ProjectReference Include="Plain/Plain.csproj" />
            """);

        // A project without the package doesn't know the target.
        string error = Assert.Single(project.Fail("-t:ShipEventSchemas"));
        Assert.Contains("error MSB4057: ", error, StringComparison.Ordinal);
        Assert.Contains("Plain.csproj", error, StringComparison.Ordinal);

        project.Write("Directory.Build.props", $"<Project>{DocumentedLine}</Project>");
        project.Build("-t:ShipEventSchemas");
        Assert.True(project.Has("schemas/shipped/org.acme.order.placed.v1/1.avsc"), "The application's event was not shipped.");
        Assert.True(project.Has("Contracts/schemas/shipped/org.acme.order.shipped.v1/1.avsc"), "The library's event was not shipped.");

        project.Edit("Contracts/OrderShipped.cs", "int Amount", "int Amount, string? Note = null");
        project.Build("-t:AcceptEventSchemas");
        Assert.Contains("\"note\"", project.Read("Contracts/schemas/org.acme.order.shipped.v1.avsc"), StringComparison.Ordinal);
        project.Build("-p:CI=true");
    }

    private static string Event(string name, string eventType) => $$"""
        using EventSchemas;

        [OpenEdxEvent("{{eventType}}", Topic = "orders", FeatureFlag = "{{name}}Event")]
        public sealed partial record {{name}}(int Amount);
        """;
}
