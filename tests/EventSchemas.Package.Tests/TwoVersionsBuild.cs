using System.Reflection;

namespace EventSchemas.Package.Tests;

/// <summary>
/// An application on this version of the packages, and a library of events on an earlier one that it references: built in one build,
/// on one build node and one compiler server, which both stay for the next build.
/// </summary>
public sealed class TwoVersionsBuild : IDisposable
{
    /// <summary>The earlier version: the same sources, packed again.</summary>
    public const string EarlierVersion = "0.0.1-alpha.1";

    private const int MostBuilds = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas versions ");
    private readonly PackageFeed _feed;

    // A node and a compiler server that are not shared: nodes are found by the salt, servers by the name of the pipe.
    private readonly string _servers = Guid.NewGuid().ToString("N");
    private readonly Dictionary<string, string?> _environment;

    public TwoVersionsBuild(PackageFeed feed)
    {
        _feed = feed;
        _environment = new() { ["MSBUILDNODEHANDSHAKESALT"] = _servers, ["MSBUILDNOINPROCNODE"] = "1" };
        try
        {
            PackEarlierVersion();
            WriteProjects();
            Log = Build("-v:d");
            FirstNode = Read("node.txt");
            ContractFiles = RemoveContractFiles();
            BuildOnTheSameNode();
            ContractFilesOfSecondBuild = RemoveContractFiles();
        }
        catch
        {
            // An object that wasn't created isn't disposed, and the servers would keep running for minutes.
            Dispose();
            throw;
        }
    }

    /// <summary>What the first build printed.</summary>
    public string Log { get; }

    /// <summary>The process that ran the tasks of the last build but one.</summary>
    public string FirstNode { get; private set; }

    /// <summary>The process that ran the tasks of the last build.</summary>
    public string SecondNode { get; private set; } = "";

    /// <summary>The contract files that the first build wrote.</summary>
    public IReadOnlyList<string> ContractFiles { get; }

    /// <summary>The contract files that the second build wrote, after those of the first were deleted.</summary>
    public IReadOnlyList<string> ContractFilesOfSecondBuild { get; }

    /// <summary>Our assemblies that the node had loaded at the end of a build, with their versions.</summary>
    public IReadOnlyList<string> LoadedByNode => Read("loaded.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs the application; returns its output.</summary>
    public string Run()
    {
        string application = Path.Combine("App", "bin", "Debug", "net10.0", "App.dll");
        (int code, string output) = DotNet.Run(_folder.FullName, packages: null, application);
        Assert.True(code == 0, output);
        return output;
    }

    public void Dispose()
    {
        DotNet.Run(_folder.FullName, packages: null, _environment, "build-server", "shutdown", "--msbuild");
        if (File.Exists(PathOf("roslyn.txt")))
        {
            DotNet.StopCompilerServer(_folder.FullName, Read("roslyn.txt"), _servers);
        }

        Delete(DateTime.UtcNow + TimeSpan.FromSeconds(30));
    }

    // MSBuild gives a node that is left from the last build little time to answer, and starts another where a busy machine needs longer.
    private void BuildOnTheSameNode()
    {
        for (int i = 0; i < MostBuilds && SecondNode != FirstNode; i++)
        {
            FirstNode = i == 0 ? FirstNode : SecondNode;
            RemoveContractFiles();
            Build("--no-restore");
            SecondNode = Read("node.txt");
        }
    }

    private void PackEarlierVersion()
    {
        string configuration = typeof(TwoVersionsBuild).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        string[] projects = [.. new[] { "EventSchemas", "EventSchemas.Avro" }
            .Select(name => Path.Combine(RepositoryRoot.Path, "src", name, $"{name}.csproj"))];

        // Its outputs are apart from those of the repository's own build.
        Write("pack.proj", $"""
            <Project>
              <PropertyGroup>
                <_Properties>Version={EarlierVersion};Configuration={configuration}</_Properties>
                <_Properties>$(_Properties);RunAnalyzers=false;EnforceLineLength=false</_Properties>
                <_Properties>$(_Properties);UseArtifactsOutput=true;ArtifactsPath={PathOf("artifacts")}</_Properties>
                <_Properties>$(_Properties);PackageOutputPath={PathOf("feed")}</_Properties>
              </PropertyGroup>
              <Target Name="Pack">
                <MSBuild Projects="{projects[0]}" Targets="Restore" Properties="$(_Properties);MSBuildRestoreSessionId=restore" />
                <MSBuild Projects="{string.Join(';', projects)}" Targets="Pack" BuildInParallel="true" Properties="$(_Properties)" />
              </Target>
            </Project>
            """);
        (int code, string output) = DotNet.Run(_folder.FullName, packages: null, "build", "pack.proj", "-t:Pack", "-nologo");
        Assert.True(code == 0, output);
    }

    private void WriteProjects()
    {
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                <UseSharedCompilation>true</UseSharedCompilation>
                <SharedCompilationId>{_servers}</SharedCompilationId>
                <ReportAnalyzer>true</ReportAnalyzer>
              </PropertyGroup>
            </Project>
            """);
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("global.json", File.ReadAllText(Path.Combine(RepositoryRoot.Path, "global.json")));
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="this" value="{_feed.Packages}" />
                <add key="earlier" value="{PathOf("feed")}" />
              </packageSources>
            </configuration>
            """);
        Write("Contracts/Contracts.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="EventSchemas" Version="{EarlierVersion}" />
              </ItemGroup>
            </Project>
            """);
        Write("Contracts/OrderPlaced.cs", """
            using EventSchemas;

            namespace Contracts;

            [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Number", FeatureFlag = "OrderPlacedEvent", Owner = "shop")]
            public sealed partial record OrderPlaced(string Number, long Amount, string? Note = null);
            """);
        Write("App/App.csproj", $$"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EventSchemas" Version="{{_feed.Version}}" />
                <ProjectReference Include="../Contracts/Contracts.csproj" />
              </ItemGroup>
              <UsingTask
                TaskName="ListLoadedAssemblies"
                TaskFactory="RoslynCodeTaskFactory"
                AssemblyFile="$(MSBuildToolsPath)/Microsoft.Build.Tasks.Core.dll">
                <ParameterGroup>
                  <Loaded ParameterType="System.String[]" Output="true" />
                  <Node ParameterType="System.String" Output="true" />
                </ParameterGroup>
                <Task>
                  <Code Type="Fragment" Language="cs"><![CDATA[
                    Node = System.Diagnostics.Process.GetCurrentProcess().Id.ToString();
                    Loaded = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName())
                        .Where(name => name.Name.StartsWith("EventSchemas."))
                        .Select(name => name.Name + " " + name.Version).Distinct().ToArray();
                  ]]></Code>
                </Task>
              </UsingTask>
              <Target Name="WriteLoadedAssemblies" AfterTargets="Build">
                <ListLoadedAssemblies>
                  <Output TaskParameter="Loaded" ItemName="_Loaded" />
                  <Output TaskParameter="Node" PropertyName="_Node" />
                </ListLoadedAssemblies>
                <WriteLinesToFile File="../loaded.txt" Lines="@(_Loaded)" Overwrite="true" />
                <WriteLinesToFile File="../node.txt" Lines="$(_Node)" Overwrite="true" />
              </Target>
              <Target Name="WriteCompilerPath" BeforeTargets="CoreCompile">
                <WriteLinesToFile File="../roslyn.txt" Lines="$(RoslynTargetsPath)" Overwrite="true" />
              </Target>
            </Project>
            """);
        Write("App/OrderShipped.cs", """
            using EventSchemas;

            namespace App;

            [OpenEdxEvent("org.acme.order.shipped.v1", Topic = "orders", FeatureFlag = "OrderShippedEvent", Owner = "shop")]
            public sealed partial record OrderShipped(string Number);
            """);
        Write("App/Program.cs", """
            using System.CodeDom.Compiler;
            using System.Reflection;
            using App;
            using Contracts;
            using EventSchemas;
            using EventSchemas.Avro;

            Console.WriteLine($"generated {Generator(typeof(IOrderPlacedProducer))} {Generator(typeof(IOrderShippedProducer))}");
            Console.WriteLine($"loaded {typeof(AvroSchema).Assembly.GetName().Version}");

            EventDescriptor descriptor = Descriptor<OrderPlaced>();
            Console.WriteLine($"descriptor {descriptor.EventType} {descriptor.Topic} {descriptor.Key?.Path} {descriptor.FeatureFlag}");

            var order = new OrderPlaced("A-1", 42);
            byte[] data = AvroCodec.Serialize(order);
            Console.WriteLine($"own schema {AvroCodec.Deserialize<OrderPlaced>(data) == order}");

            AvroSchema foreign = AvroSchema.Parse(descriptor.Schema.ToJson().Replace("\"long\"", "\"int\""));
            Console.WriteLine($"foreign schema {AvroCodec.Deserialize<OrderPlaced>(data, foreign) == order}");

            var publisher = new Publisher();
            var producer = (IOrderPlacedProducer)Producer<OrderPlaced>(publisher);
            Console.WriteLine($"published {await producer.PublishAsync(order)}");

            static string? Generator(Type type) => type.GetCustomAttribute<GeneratedCodeAttribute>()?.Version;
            static EventDescriptor Descriptor<T>() where T : class, IEventContract<T> => T.Descriptor;
            static IEventProducer<T> Producer<T>(IEventPublisher publisher) where T : class, IEventContract<T> =>
                T.CreateProducer(publisher);

            sealed class Publisher : IEventPublisher
            {
                public Task<PublishResult> PublishAsync<T>(T value, PublishOptions? options, CancellationToken cancellationToken)
                    where T : class, IEventContract<T> =>
                    Task.FromResult<PublishResult>(new PublishResult.Disabled($"{T.EventType} {AvroCodec.Serialize(value).Length} bytes"));
            }
            """);
    }

    private string Build(params string[] options)
    {
        (int code, string output) = DotNet.Run(
            _folder.FullName, _feed.Restored, _environment, ["build", "App/App.csproj", "-nologo", "-m:1", "-nodeReuse:true", .. options]);
        Assert.True(code == 0, output);
        return output;
    }

    private string[] RemoveContractFiles()
    {
        string[] files = [.. Directory.EnumerateFiles(_folder.FullName, "*.avsc", SearchOption.AllDirectories)];
        foreach (string file in files)
        {
            File.Delete(file);
        }

        return [.. files.Select(file => Path.GetRelativePath(_folder.FullName, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    // A process that is ending keeps its files open for a moment.
    private void Delete(DateTime deadline)
    {
        while (true)
        {
            try
            {
                _folder.Delete(recursive: true);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && DateTime.UtcNow < deadline)
            {
                Thread.Sleep(200);
            }
        }
    }

    private string Read(string name) => File.ReadAllText(PathOf(name)).Trim();

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
