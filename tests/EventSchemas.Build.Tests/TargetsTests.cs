using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace EventSchemas.Build.Tests;

/// <summary>The targets in a real build of a separate project, without any package.</summary>
public sealed class TargetsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas ");

    private string Schema => Path.Combine(_folder.FullName, "schemas", "org.acme.a.v1.avsc");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_local_build_writes_what_is_missing_and_no_other_build_does()
    {
        CreateProject();

        Assert.Contains(
            "error EVS2001: 'org.acme.a.v1' has no contract file", Fail("-p:ContinuousIntegrationBuild=true"), StringComparison.Ordinal);
        Assert.False(File.Exists(Schema), "A build in CI wrote a contract.");

        Build("-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.False(File.Exists(Schema), "A design-time build wrote a contract.");

        Build();
        Assert.True(File.Exists(Schema), "A local build wrote no contract.");

        File.WriteAllText(Schema, File.ReadAllText(Schema) + "\n");
        string kept = File.ReadAllText(Schema);
        Build();
        Assert.Equal(kept, File.ReadAllText(Schema));

        File.Delete(Schema);
        Build();
        Assert.True(File.Exists(Schema), "A deleted contract did not come back.");
    }

    [Fact]
    public void Accepting_and_shipping_are_targets_and_CI_checks_what_they_wrote()
    {
        CreateProject();
        Build("-t:ShipEventSchemas");
        Build("-t:ShipEventSchemas");
        Build("-p:CI=true");

        CreateEvent("""{"name": "n", "type": "int", "default": 0}""");
        Assert.Contains(
            "error EVS2002: 'org.acme.a.v1' no longer matches its contract file (n: added", Fail("-p:CI=true"), StringComparison.Ordinal);
        Build("-t:AcceptEventSchemas");
        Build("-p:CI=true");
        Build("-t:ShipEventSchemas");

        CreateEvent("""{"name": "n", "type": "string", "default": ""}""");
        Assert.Contains(
            "error EVS3003: 'n' was int in version 2 of org.acme.a.v1 and is string now: ", Fail("-p:CI=true"), StringComparison.Ordinal);
        Assert.Contains("EVS3003: 'n' was int in version 2 of org.acme.a.v1", Fail("-t:AcceptEventSchemas"), StringComparison.Ordinal);

        Assert.Equal(
            ["1.avsc", "1.contract.json", "2.avsc", "2.contract.json"],
            Directory.GetFiles(Path.Combine(_folder.FullName, "schemas", "shipped", "org.acme.a.v1"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal));
    }

    // MSBuild itself splits what is given with -p: at commas and semicolons.
    [Fact]
    public void Several_events_whose_breaks_are_accepted_are_joined_with_a_plus_on_the_command_line()
    {
        CreateProject();
        Build();
        CreateEvent("""{"name": "n", "type": "string"}""");

        Build("-t:AcceptEventSchemas", "-p:EventSchemasAcceptBreaks=org.acme.b.v1+org.acme.a.v1", "-p:SolutionPath=Shop.slnx");

        Assert.Contains("\"n\",\n      \"type\": \"string\"", File.ReadAllText(Schema), StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_that_is_out_of_date_is_seen_in_every_build_and_fails_none()
    {
        string[][] settings = [["-tl:off"], ["-tl:on"], ["-tl:off", "-p:TreatWarningsAsErrors=true", "-warnaserror"]];
        CreateProject();
        Build();
        CreateEvent("""{"name": "n", "type": "int", "default": 0}""");

        // The second build of each compiles nothing.
        Assert.All(settings.SelectMany(options => new[] { Build(options), Build(options) }), output => Assert.Contains(
            "EVS2002", output.Split("org.acme.a.v1 no longer matches its contract file, which is an error in CI.")[0],
            StringComparison.Ordinal));
        Assert.All(
            settings,
            options => Assert.DoesNotContain("EVS2002", Build([.. options, "-p:NoWarn=EVS2002"]), StringComparison.Ordinal));
        Build("-t:AcceptEventSchemas");
        Assert.All(settings, options => Assert.DoesNotContain("EVS2002", Build(options), StringComparison.Ordinal));
    }

    [Fact]
    public void The_compiler_gets_the_configuration_files_beside_the_project_once_and_not_where_they_are_unwanted()
    {
        CreateProject();
        foreach (string file in new[] { "appsettings.json", "appsettings.Development.json", "other.json" })
        {
            File.WriteAllText(Path.Combine(_folder.FullName, file), "{}");
        }

        File.WriteAllText(
            Path.Combine(_folder.FullName, "Directory.Build.props"),
            "<Project><ItemGroup><AdditionalFiles Include=\"appsettings.json\" /></ItemGroup></Project>");

        Assert.Equal(["appsettings.Development.json", "appsettings.json"], Names(Build("-getItem:AdditionalFiles")));
        Assert.Equal(["appsettings.json"], Names(Build("-getItem:AdditionalFiles", "-p:EventSchemasAppSettings=false")));
    }

    [Fact]
    public void A_build_says_that_flags_are_optional_and_only_then()
    {
        CreateProject();

        const string said = "EventSchemas: events of Events need no feature flag, because EventSchemasFeatureFlags is optional.";
        Assert.DoesNotContain("need no feature flag", Build(), StringComparison.Ordinal);
        Assert.Contains(said, Build("-p:EventSchemasFeatureFlags=optional"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_build_leaves_a_manifest_beside_the_assembly_and_in_what_is_published()
    {
        CreateProject();
        string output = Path.Combine(_folder.FullName, "bin", "Debug", "net10.0");
        string[] manifests =
        [
            Path.Combine(output, "Events.eventschemas.json"),
            Path.Combine(output, "publish", "Events.eventschemas.json"),
            Path.Combine(_folder.FullName, "obj", "Debug", "net10.0", "Events.eventschemas.json"),
        ];

        Build("-t:Publish", "-p:EventSchemasManifest=false");
        Assert.All(manifests, file => Assert.False(File.Exists(file), file));

        Build("-t:Publish", "-p:EventSchemasEnvironment=staging");
        Assert.All(manifests, file => Assert.Contains("\"1970-01-01T00:01:00Z\"", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.All(manifests, file => Assert.Contains("\"staging\"", File.ReadAllText(file), StringComparison.Ordinal));

        Build("-t:Clean");
        Assert.False(File.Exists(manifests[0]), "Cleaning left the manifest.");
    }

    private static IEnumerable<string> Names(string json) =>
        JsonDocument.Parse(json).RootElement.GetProperty("Items").GetProperty("AdditionalFiles").EnumerateArray()
            .Select(item => item.GetProperty("Identity").GetString()!)
            .Order(StringComparer.Ordinal);

    private void CreateProject()
    {
        string targets = Path.Combine(RepositoryRoot.Path, "src", "EventSchemas", "buildTransitive");
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(_folder.FullName, "Directory.Packages.props"), "<Project />");
        File.WriteAllText(Path.Combine(_folder.FullName, "Events.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <EventSchemasTaskAssembly>{typeof(WriteEventContracts).Assembly.Location}</EventSchemasTaskAssembly>
              </PropertyGroup>
              <Import Project="{Path.Combine(targets, "EventSchemas.props")}" />
              <Import Project="{Path.Combine(targets, "EventSchemas.targets")}" />
              <!-- The SDK's own analyzers take longer than the compiler, and nothing here is theirs. -->
              <Target Name="RemoveAnalyzers" BeforeTargets="CoreCompile">
                <ItemGroup>
                  <Analyzer Remove="@(Analyzer)" />
                </ItemGroup>
              </Target>
            </Project>
            """);
        CreateEvent("");
    }

    private void CreateEvent(string fields) => File.WriteAllText(Path.Combine(_folder.FullName, "Events.cs"), $$$""""
        [assembly: EventSchemas.EventContract("org.acme.a.v1", """{"type": "record", "name": "CloudEvent", "fields": [{{{fields}}}]}""")]
        namespace EventSchemas
        {
            [System.AttributeUsage(System.AttributeTargets.Assembly)]
            public sealed class EventContractAttribute(string eventType, string schema) : System.Attribute
            {
                public string Text { get; } = eventType + schema;
            }
        }
        """");

    private string Build(params string[] options)
    {
        (int code, string output) = Run(options);
        Assert.True(code == 0, output);
        return output;
    }

    private string Fail(params string[] options)
    {
        (int code, string output) = Run(options);
        Assert.True(code != 0, output);
        return output;
    }

    private (int Code, string Output) Run(string[] options)
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        string[] restore = File.Exists(Path.Combine(_folder.FullName, "obj", "project.assets.json")) ? ["--no-restore"] : [];
        var start = new ProcessStartInfo(dotnet, ["build", "Events.csproj", "-nologo", "-nodeReuse:false", .. restore, .. options])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
        };
        foreach (string variable in new[] { "CI", "GITHUB_ACTIONS", "TF_BUILD", "MSBUILD_EXE_PATH", "MSBuildSDKsPath" })
        {
            start.Environment.Remove(variable);
        }

        start.Environment["SOURCE_DATE_EPOCH"] = "60";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
