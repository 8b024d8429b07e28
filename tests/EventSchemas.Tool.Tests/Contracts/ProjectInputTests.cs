using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary>Projects and solutions, which are compiled, and assemblies with a manifest.</summary>
public sealed class ProjectInputTests : IDisposable
{
    private const string Number = """{"name": "number", "type": "int"}""";
    private const string Text = """{"name": "number", "type": "string"}""";

    private readonly EventProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_solution_s_projects_are_compiled_and_those_without_events_are_left_out()
    {
        WriteProject("Orders", Targets);
        WriteProject("Plain", "");
        Write("Shop.slnx", """<Solution><Project Path="Orders/Orders.csproj" /><Project Path="Plain/Plain.csproj" /></Solution>""");
        WriteEvent(Number);

        ToolRun accepted = await _project.RunAsync("accept");
        Assert.True(accepted.ExitCode == 0, accepted.Output + accepted.Error);
        WriteEvent(Text);
        ToolRun check = await _project.RunAsync("check", "--json", "--no-restore");

        Assert.Equal("", check.Error);
        JsonElement report = JsonDocument.Parse(check.Output).RootElement;
        Assert.Equal("Orders", Assert.Single(report.GetProperty("assemblies").EnumerateArray()).GetProperty("name").GetString());
        JsonElement finding = Assert.Single(report.GetProperty("findings").EnumerateArray());
        Assert.Equal(
            ("EVS3003", $"Orders/schemas/{EventProject.EventType}.avsc"),
            (finding.GetProperty("rule").GetString(), finding.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task A_project_that_does_not_compile_is_an_error_that_says_why()
    {
        WriteProject("Orders", Targets);
        Write("Orders/Orders.cs", "public class {");

        ToolRun run = await _project.RunAsync("check", "Orders");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("error CS1001", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_manifest_beside_an_assembly_names_its_contract_folder_and_level()
    {
        _project.With(Number);
        Directory.CreateDirectory(_project.Contracts);
        Write("Events.eventschemas.json", Manifest(format: 1));

        Assert.Equal(0, (await _project.RunAsync("accept", "Events.dll")).ExitCode);
        Assert.Contains(
            "\"BACKWARD\"",
            await File.ReadAllTextAsync(
                Path.Combine(_project.Contracts, EventProject.EventType + ".contract.json"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal("1 event in 1 project: nothing found.\n", (await _project.RunAsync("check")).Output);
    }

    [Fact]
    public async Task A_library_beside_a_service_is_not_held_against_the_service_s_contract_files()
    {
        Write("Events.csproj", "<Project />");
        string output = Path.Combine(_project.Folder, "bin", "Debug");
        Write("bin/Debug/Events.eventschemas.json", Manifest(format: 1));
        Write("bin/Debug/Library.eventschemas.json", Manifest(format: 1, assembly: "Library"));
        CompiledEvents.Compile(output, EventProject.Event(EventProject.EventType, Number), "Events.dll");
        CompiledEvents.Compile(output, EventProject.Event("org.acme.library.used.v1", Number), "Library.dll");
        Assert.Equal(0, (await _project.RunAsync("accept", "bin/Debug/Events.dll", "--contracts", "schemas")).ExitCode);

        ToolRun check = await _project.RunAsync("check", "bin/Debug", "--ci");
        ToolRun ship = await _project.RunAsync("ship", "bin/Debug");
        ToolRun named = await _project.RunAsync("check", "bin/Debug/Library.dll");

        Assert.Equal("1 event in 1 project: nothing found.\n", check.Output);
        Assert.Equal(0, ship.ExitCode);
        Assert.Equal(
            [EventProject.EventType],
            Directory.GetDirectories(Path.Combine(_project.Contracts, "shipped")).Select(Path.GetFileName));
        Assert.Equal(2, named.ExitCode);
        Assert.Contains("name it with --contracts", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_of_a_newer_version_is_an_error()
    {
        _project.With(Number);
        Write("Events.eventschemas.json", Manifest(format: 9));

        ToolRun run = await _project.RunAsync("check", "Events.dll");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("it has the format 9", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private static string Targets
    {
        get
        {
            string source = Path.Combine(RepositoryRoot.Path, "src");
            string targets = Path.Combine(source, "EventSchemas", "buildTransitive");
            string configuration = Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name;
            string tasks = Path.Combine(source, "EventSchemas.Build", "bin", configuration, "netstandard2.0", "EventSchemas.Build.dll");
            return $"""
                <PropertyGroup><EventSchemasTaskAssembly>{tasks}</EventSchemasTaskAssembly></PropertyGroup>
                <Import Project="{Path.Combine(targets, "EventSchemas.props")}" />
                <Import Project="{Path.Combine(targets, "EventSchemas.targets")}" />
                """;
        }
    }

    private static string Manifest(int format, string assembly = "Events") => $$"""
        {
          "format": {{format}}, "packageVersion": "0.1.0", "assembly": "{{assembly}}", "service": "Events", "future": {"anything": 1},
          "buildDate": "2027-01-31T00:00:00Z", "contractFolder": "schemas", "defaultCompatibility": "BACKWARD"
        }
        """;

    private void WriteProject(string name, string imports)
    {
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              {imports}
            </Project>
            """);
    }

    private void WriteEvent(string fields) => Write("Orders/Orders.cs", $$"""
        {{EventProject.Event(EventProject.EventType, fields)}}
        namespace EventSchemas
        {
            [System.AttributeUsage(System.AttributeTargets.Assembly)]
            public sealed class EventContractAttribute(string eventType, string schema) : System.Attribute
            {
                public string Text { get; } = eventType + schema;
            }
        }
        """);

    private void Write(string file, string text)
    {
        string path = Path.Combine(_project.Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
