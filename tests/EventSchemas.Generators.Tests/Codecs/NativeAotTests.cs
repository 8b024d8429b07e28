using System.Diagnostics;
using System.Runtime.InteropServices;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// An application with an event of every type, published as native code: no warning about trimming or AOT, and the same bytes.
/// </summary>
public sealed class NativeAotTests : IDisposable
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

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Published_as_native_code_it_writes_and_reads_the_same()
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
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Using Include="EventSchemas" />
                <Reference Include="{typeof(AvroCodec).Assembly.Location}" />
                <Reference Include="{typeof(AvroSchema).Assembly.Location}" />
                <Analyzer Include="{Beside("Generators")};{Beside("Declarations")};{Beside("Contracts")};{Beside("Avro")}" />
              </ItemGroup>
            </Project>
            """);
        Write("Every.cs", EveryType.Source);
        Write("Program.cs", """
            byte[] data = AvroCodec.Serialize(Acme.Sample.Create());
            byte[] straight = AvroCodec.Serialize(AvroCodec.Deserialize<Acme.Every>(data));
            byte[] planned = AvroCodec.Serialize(AvroCodec.Deserialize<Acme.Every>(data, Foreign<Acme.Every>()));
            Console.WriteLine(
                $"{Convert.ToHexString(data)} {straight.AsSpan().SequenceEqual(data)} {planned.AsSpan().SequenceEqual(data)}");

            static EventSchemas.Avro.AvroSchema Foreign<T>() where T : class, IEventContract<T> =>
                EventSchemas.Avro.AvroSchema.Parse(T.Schema.ToJson().Replace("\"string\"", "\"bytes\""));
            """);

        (int exitCode, string output) = Run(
            "dotnet", "publish", "-r", RuntimeInformation.RuntimeIdentifier, "-o", "out", "-nodeReuse:false");
        string? missing = exitCode == 0 ? null : ToolchainIsMissing.FirstOrDefault(
            sign => output.Contains(sign, StringComparison.Ordinal));
        Assert.SkipWhen(missing is not null, $"This machine can't publish native code ({missing}).");
        Assert.True(exitCode == 0 && !output.Contains("warning IL", StringComparison.Ordinal), output);

        string executable = Path.Combine(_folder.FullName, "out", OperatingSystem.IsWindows() ? "Events.exe" : "Events");
        Assert.Equal(
            (0, $"{Convert.ToHexString(EveryType.Event.Serialize(EveryType.Sample()))} True True"),
            (Run(executable) is var (code, text) ? (code, text.Trim()) : default));
    }

    // The generator and its dependencies are in one folder, as in the package.
    private static string Beside(string assembly) => Path.Combine(AppContext.BaseDirectory, $"EventSchemas.{assembly}.dll");

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private (int ExitCode, string Output) Run(string program, params string[] arguments)
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
