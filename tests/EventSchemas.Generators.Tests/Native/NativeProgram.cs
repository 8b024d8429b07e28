using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using EventSchemas.Avro;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Redis;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// A program with an event of every type and a service, published as native code once for all tests. Without arguments it writes and reads
/// the event; with the addresses of brokers and registry it runs the service.
/// </summary>
public sealed class NativeProgram : IDisposable
{
    private static readonly string[] ToolchainIsMissing =
    [
        "NU1101",
        "NU1102",
        "NU1301",
        "NETSDK1204",
        "Platform linker",
        "PlatformLinker",
        "linker command failed",
        "vswhere",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("native events ");
    private readonly Lazy<(string? Missing, string Output)> _published;

    /// <summary>Publishes nothing yet.</summary>
    public NativeProgram() => _published = new(Publish);

    /// <summary>What publishing wrote. Skips the test where this machine can't publish native code.</summary>
    public string PublishOutput
    {
        get
        {
            (string? missing, string output) = _published.Value;
            Assert.SkipWhen(missing is not null, $"This machine can't publish native code ({missing}).");
            return output;
        }
    }

    /// <summary>Runs the program.</summary>
    /// <returns>How it ended, and what it wrote.</returns>
    public (int ExitCode, string Output) Run(params string[] arguments)
    {
        _ = PublishOutput;
        return Start(Path.Combine(_folder.FullName, "out", OperatingSystem.IsWindows() ? "Events.exe" : "Events"), arguments);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private (string? Missing, string Output) Publish()
    {
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("Events.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <PublishAot>true</PublishAot>
                <InvariantGlobalization>true</InvariantGlobalization>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
                <Optimize>false</Optimize> <!-- a third less of the compiler's time -->
                <NativeDebugSymbols>false</NativeDebugSymbols>
              </PropertyGroup>
              <ItemGroup>
                <Using Include="EventSchemas" />
                <Reference Include="{PathOf<AvroSchema>()};{PathOf<EventDescriptor>()};{PathOf<EventBusOptions>()}" />
                <Reference Include="{PathOf<KafkaOptions>()};{PathOf<RedisOptions>()}" />
                <Analyzer Include="{Beside("Generators")};{Beside("Declarations")};{Beside("Contracts")};{Beside("Avro")}" />
                {Packages()}
              </ItemGroup>
            </Project>
            """);
        Write("Every.cs", EveryType.Source);
        Write("Orders.cs", Source("Orders.cs"));
        Write("Program.cs", Source("Program.cs"));

        (int exitCode, string output) = Start(
            "dotnet", "publish", "-r", RuntimeInformation.RuntimeIdentifier, "-o", "out", "-nodeReuse:false");
        string? missing = exitCode == 0 ? null : ToolchainIsMissing.FirstOrDefault(sign => output.Contains(sign, StringComparison.Ordinal));
        Assert.True(exitCode == 0 || missing is not null, output);
        return (missing, output);
    }

    private static string Source(string name) =>
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "EventSchemas.Generators.Tests", "Native", "Sources", name + ".txt"));

    // The generator and its dependencies are in one folder, as in the package.
    private static string Beside(string assembly) => Path.Combine(AppContext.BaseDirectory, $"EventSchemas.{assembly}.dll");

    private static string PathOf<T>() => typeof(T).Assembly.Location;

    // The versions that the packages are built with.
    private static string Packages()
    {
        string[] names =
        [
            "Confluent.Kafka", "Confluent.SchemaRegistry", "Microsoft.Extensions.Hosting",
            "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.FeatureManagement", "StackExchange.Redis",
        ];
        XElement root = XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Packages.props")).Root!;
        return string.Join("\n", names.Select(name =>
        {
            string version = root.Descendants("PackageVersion").Single(one => one.Attribute("Include")!.Value == name)
                .Attribute("Version")!.Value;
            string literal = version.StartsWith("$(", StringComparison.Ordinal) ? root.Descendants(version[2..^1]).First().Value : version;
            return $"""<PackageReference Include="{name}" Version="{literal}" />""";
        }));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private (int ExitCode, string Output) Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true };

        // This build must not inherit the variables of the test host's own build.
        string[] inherited =
            [.. start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))];
        foreach (string variable in inherited)
        {
            start.Environment.Remove(variable);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
