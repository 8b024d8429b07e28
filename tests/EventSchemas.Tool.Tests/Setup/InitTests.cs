namespace EventSchemas.Tool.Tests;

/// <summary>A project gets the package, an event, its flag and its contract; what it has already stays.</summary>
public sealed class InitTests : IDisposable
{
    private const string Contract = "schemas/org.example.order.placed.v1.contract.json";
    private const string Schema = "schemas/org.example.order.placed.v1.avsc";
    private const int Wide = 1000;

    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
        </Project>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("eventschemas-init").FullName;

    public InitTests()
    {
        // Settings above a machine's temporary folder aren't meant for these projects.
        Put("Directory.Build.props", "<Project />");
        Put("Directory.Packages.props", "<Project />");
    }

    [Fact]
    public async Task A_library_gets_the_package_an_event_and_its_contract_once()
    {
        Put("Acme.2-Orders.csproj", Library);

        ToolRun run = await RunAsync("init");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            Library.Replace(
                "</Project>",
                $"""

                  <ItemGroup>
                    <PackageReference Include="EventSchemas" Version="{ToolVersion.Text}" />
                  </ItemGroup>
                </Project>
                """,
                StringComparison.Ordinal),
            Text("Acme.2-Orders.csproj"));
        Assert.Contains("namespace Acme._2_Orders;", Text("OrderPlaced.cs"), StringComparison.Ordinal);
        Assert.Contains("FeatureFlag = \"OrderPlacedEvent\"", Text("OrderPlaced.cs"), StringComparison.Ordinal);
        Assert.Contains("\"compatibility\": \"FULL_TRANSITIVE\"", Text(Contract), StringComparison.Ordinal);
        Assert.Contains("\"name\": \"OrderPlaced\"", Text(Schema), StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("appsettings.json")), "A library got settings.");

        Dictionary<string, string> before = Files();
        ToolRun again = await RunAsync("init");

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(
            """
            Already there:
              the package EventSchemas
              the event org.example.order.placed.v1, in OrderPlaced.cs
            There is nothing to do.

            """,
            again.Output);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task A_program_with_central_versions_keeps_how_its_files_are_written()
    {
        const string project = "\uFEFF<Project Sdk=\"Microsoft.NET.Sdk\">\r\n\t<!-- Ours -->\r\n\t<PropertyGroup>\r\n"
            + "\t\t<TargetFrameworks>net10.0;net11.0</TargetFrameworks>\r\n\t\t<OutputType>Exe</OutputType>\r\n\t</PropertyGroup>\r\n"
            + "\t<ItemGroup>\r\n\t\t<PackageReference\r\n\t\t\tInclude=\"Other\" />\r\n\t</ItemGroup>\r\n</Project>\r\n";
        Put("src/shop.csproj", project);
        Put("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="Other" Version="1.0.0" />
              </ItemGroup>
            </Project>
            """);
        Put("src/appsettings.json", "{\n  // Flags\n  \"FeatureManagement\": {\n    \"Other\": true\n  }\n}\n");

        ToolRun run = await RunAsync("init com.acme.order.paid.v1 --project src --topic orders --owner shop");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            project.Replace(
                "<PackageReference\r\n",
                "<PackageReference Include=\"EventSchemas.Kafka\" />\r\n\t\t<PackageReference\r\n",
                StringComparison.Ordinal),
            Text("src/shop.csproj"));
        Assert.Contains(
            $"""
                <PackageVersion Include="EventSchemas.Kafka" Version="{ToolVersion.Text}" />
                <PackageVersion Include="Other" Version="1.0.0" />
            """,
            Text("Directory.Packages.props"),
            StringComparison.Ordinal);
        Assert.Equal(
            "{\n  // Flags\n  \"FeatureManagement\": {\n    \"Other\": true,\n    \"OrderPaidEvent\": false\n  }\n}\n",
            Text("src/appsettings.json"));
        Assert.Contains("\"topic\": \"orders\"", Text("src/schemas/com.acme.order.paid.v1.contract.json"), StringComparison.Ordinal);
        Assert.Contains(".AddProducer<OrderPaid>()", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_on_Redis_says_so_and_a_dry_run_only_shows_it()
    {
        Put("Shop.csproj", Library.Replace("<TargetFramework>", "<OutputType>Exe</OutputType><TargetFramework>", StringComparison.Ordinal));
        Dictionary<string, string> before = Files();

        ToolRun planned = await ToolRun.OfAsync("init --transport Redis --dry-run", _folder, width: 60);

        Assert.Equal(0, planned.ExitCode);
        Assert.Equal(
            """
            Shop.csproj gets:
              change  Shop.csproj
                      the package EventSchemas.Redis, and that its
                      events travel by Redis
              create  OrderPlaced.cs
                      the event org.example.order.placed.v1
              create  appsettings.json
                      the flag OrderPlacedEvent, switched off
              create  schemas/org.example.order.placed.v1.avsc
                      its schema
              create  schemas/org.example.order.placed.v1.contract.json
                      its contract
            Nothing was changed: this was a dry run.

            """,
            planned.Output);
        Assert.Equal(before, Files());

        Assert.Equal(0, (await RunAsync("init --transport Redis")).ExitCode);
        Assert.Contains("<PackageReference Include=\"EventSchemas.Redis\" ", Text("Shop.csproj"), StringComparison.Ordinal);
        Assert.Contains("<EventSchemasTransports>redis</EventSchemasTransports>", Text("Shop.csproj"), StringComparison.Ordinal);
        Assert.Contains("\"transports\": \"redis\"", Text(Contract), StringComparison.Ordinal);
        Assert.Contains("\"OrderPlacedEvent\": false", Text("appsettings.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("init", "Shop.txt", "", 2, "has no C# project")]
    [InlineData("init --project A.fsproj", "A.fsproj", "<Project />", 2, "isn't a C# project")]
    [InlineData("init", "Old.csproj", "<Project />", 2, "isn't a project of the .NET SDK")]
    [InlineData(
        "init",
        "New.csproj",
        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework>"
        + "<RootNamespace>not a name</RootNamespace></PropertyGroup></Project>",
        2,
        "There can't be such an event")]
    [InlineData("init", "Old.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n<Broken></Project>", 3, "can't be read by MSBuild")]
    [InlineData(
        "init",
        "Old.csproj",
        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup></Project>",
        2,
        "targets netstandard2.0, and EventSchemas needs net10.0 or newer")]
    public async Task A_project_that_cannot_have_events_is_refused(
        string arguments, string file, string text, int exitCode, string message)
    {
        Put(file, text);
        Dictionary<string, string> before = Files();

        ToolRun run = await RunAsync(arguments);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task What_is_in_the_way_or_not_clear_is_an_error_and_nothing_is_written()
    {
        Put("A.csproj", Library);
        Put("OrderPlaced.cs", "class Other;");
        ToolRun inTheWay = await RunAsync("init");
        Put("B.csproj", Library);
        ToolRun several = await RunAsync("init");

        Assert.Equal(4, inTheWay.ExitCode);
        Assert.Contains("exists and doesn't declare org.example.order.placed.v1", inTheWay.Error, StringComparison.Ordinal);
        Assert.Equal(2, several.ExitCode);
        Assert.Contains("has several projects: name one with --project (A.csproj, B.csproj)", several.Error, StringComparison.Ordinal);
        Assert.Equal(Library, Text("A.csproj"));
        Assert.False(Directory.Exists(PathOf("schemas")), "A contract was written.");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<ToolRun> RunAsync(string arguments) => ToolRun.OfAsync(arguments, _folder, Wide);

    private Dictionary<string, string> Files() => Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => file, file => Convert.ToHexString(File.ReadAllBytes(file)), StringComparer.Ordinal);

    private string PathOf(string file) => Path.Combine(_folder, file);

    // With the mark of its encoding.
    private string Text(string file) => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(PathOf(file)));

    private void Put(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }
}
