namespace EventSchemas.Package.Tests;

/// <summary>
/// What the packed templates make: they are installed apart from those of the machine, and what they make is built with warnings as errors.
/// </summary>
public sealed class GeneratedSolutions : IDisposable
{
    /// <summary>A service on Kafka with the conventions of Open edX.</summary>
    public const string OnKafka = "Acme.Shop-Orders";

    /// <summary>A service on Redis, with an event of the item template.</summary>
    public const string OnRedis = "2.redis";

    /// <summary>A library of events, with an event of the item template.</summary>
    public const string Contracts = "acme-events";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas templates ");
    private readonly PackageFeed _feed;

    public GeneratedSolutions(PackageFeed feed)
    {
        _feed = feed;
        try
        {
            Write("nuget.config", feed.NuGetConfig);
            Write("global.json", File.ReadAllText(Path.Combine(RepositoryRoot.Path, "global.json")));
            Write("Directory.Build.props", """
                <Project>
                  <PropertyGroup>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                    <NuGetAudit>false</NuGetAudit>
                  </PropertyGroup>
                </Project>
                """);
            Write("Directory.Build.targets", "<Project />");
            New("install", feed.FileOf(PackageFeed.TemplatePackage));
            New("eventschemas-service", "-n", OnKafka, "--convention", "openedx", "--no-restore");
            New("eventschemas-service", "-n", OnRedis, "--transport", "Redis", "--no-restore");
            New("eventschemas-contracts", "-n", Contracts, "--no-restore");
            BuildAll("Restore");

            // The namespace of a project is known once it is restored.
            New(
                "event", "-n", "OrderPaid", "--event-type", "com.acme.order.paid.v1", "--namespace", "Shop.Paying",
                "-o", SourceOf(OnRedis));
            New(
                "event", "-n", "OrderSent", "--event-type", "com.acme.order.sent.v1", "--topic", "sending", "--convention", "openedx",
                "-o", SourceOf(Contracts));
            BuildAll("Build");
        }
        catch
        {
            // An object that wasn't created isn't disposed.
            Dispose();
            throw;
        }
    }

    /// <summary>The folder of a solution's project.</summary>
    private string FolderOf(string solution) => Path.Combine(_folder.FullName, SourceOf(solution));

    /// <summary>A file of a solution's project.</summary>
    public string Read(string solution, string file) => File.ReadAllText(Path.Combine(FolderOf(solution), file));

    /// <summary>Runs the tests of a solution.</summary>
    public (int Code, string Output) Test(string solution) => DotNet.Run(
        _folder.FullName,
        _feed.Restored,
        Path.Combine(solution, "tests", $"{solution}.Tests", "bin", "Debug", "net10.0", $"{solution}.Tests.dll"));

    public void Dispose() => _folder.Delete(recursive: true);

    private static string SourceOf(string solution) => Path.Combine(solution, "src", solution);

    // A solution goes into a folder of its name.
    private void New(params string[] arguments) =>
        Run(["new", .. arguments, "--debug:custom-hive", Path.Combine(_folder.FullName, "hive")]);

    private void BuildAll(string target)
    {
        string projects = string.Join(';', new[] { OnKafka, OnRedis, Contracts }
            .Select(solution => Path.Combine(solution, "tests", $"{solution}.Tests", $"{solution}.Tests.csproj")));
        Write("all.proj", $"""
            <Project>
              <Target Name="All">
                <MSBuild Projects="{projects}" Targets="{target}" BuildInParallel="true" />
              </Target>
            </Project>
            """);
        Run(["build", "all.proj", "-t:All", "-nologo"]);
    }

    private void Run(string[] arguments)
    {
        (int code, string output) = DotNet.Run(_folder.FullName, _feed.Restored, _feed.BuildEnvironment, arguments);
        Assert.True(code == 0, output);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}

/// <summary>The tests that look at the same solutions.</summary>
[CollectionDefinition(nameof(GeneratedSolutions))]
public sealed class GeneratedSolutionsCollection : ICollectionFixture<GeneratedSolutions>;
