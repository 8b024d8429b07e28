using System.Text;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Analyzers.Benchmarks;

/// <summary>
/// A project of 100 events in 2,100 files. Each event has two records of its own, and twenty shipped versions, each of which adds an
/// optional member.
/// </summary>
static class LargeProject
{
    public const int Events = 100;
    private const int Versions = 20;
    private const int PlainClasses = 1800;

    /// <summary>The file of a record that exactly one event uses.</summary>
    public static string NestedFile { get; } = "Part50.cs";

    /// <summary>The project without generated files.</summary>
    public static CSharpCompilation Compile() => Compile([.. EventFiles(Versions), .. PlainFiles()]);

    /// <summary>The text of a file of an event.</summary>
    public static string TextOf(string file) => EventFiles(Versions).Single(item => item.Path == file).Text;

    /// <summary>The contract files, by path.</summary>
    public static IEnumerable<(string Path, string Text)> ContractFiles()
    {
        for (int version = 1; version <= Versions; version++)
        {
            var contracts = new BuiltContracts(Compile(EventFiles(version)), folder: "schemas");
            IEnumerable<(string Path, string Text)> shipped = contracts.Shipped(version);
            foreach ((string Path, string Text) file in version == Versions ? shipped.Concat(contracts.Accepted()) : shipped)
            {
                yield return file;
            }
        }
    }

    /// <summary>A file of the project.</summary>
    public static SyntaxTree Parse(string name, string text) =>
        CSharpSyntaxTree.ParseText(text, TestCompilation.Language, name, Encoding.UTF8);

    /// <summary>A generator driver, which is incremental from one compilation to the next.</summary>
    public static GeneratorDriver CreateGenerator() =>
        CSharpGeneratorDriver.Create([new EventSchemasGenerator().AsSourceGenerator()], parseOptions: TestCompilation.Language);

    /// <summary>Writes the project into a folder, so that it can be built with the assemblies of this repository.</summary>
    public static void Write(string folder)
    {
        (string Path, string Text)[] build =
        [
            ("Directory.Build.props", "<Project />"),
            ("Directory.Build.targets", "<Project />"),
            ("Directory.Packages.props", "<Project />"),
            ("Events.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                  </PropertyGroup>
                  <Import Project="{Path.Combine(RepositoryRoot.Path, "eng", "EventSchemas.FromSource.props")}" />
                </Project>

                """),
        ];
        foreach ((string path, string text) in build.Concat(EventFiles(Versions)).Concat(PlainFiles()).Concat(ContractFiles()))
        {
            string file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> files) => CSharpCompilation.Create(
        "Events", files.Select(file => Parse(file.Path, file.Text)), TestReferences.Library, TestCompilation.Options);

    private static IEnumerable<(string Path, string Text)> EventFiles(int version)
    {
        string added = string.Concat(Enumerable.Range(1, version).Select(i => $", string? Added{i} = null"));
        return Enumerable.Range(0, Events).SelectMany(i => new[]
        {
            ($"Event{i}.cs", $"""
                namespace Shop;

                [EventSchemas.OpenEdxEvent("org.acme.event{i}.v1", Topic = "topic-{i}", Key = "Data.Name", FeatureFlag = "F{i}")]
                public sealed partial record Event{i}(Data{i} Data);

                """),
            ($"Data{i}.cs", $"""
                namespace Shop;

                public sealed record Data{i}(
                    string Name,
                    int Count,
                    long Total,
                    double Ratio,
                    bool Flag,
                    string? Note,
                    System.DateTimeOffset At,
                    System.Guid Id,
                    System.Collections.Generic.List<string> Tags,
                    Part{i} Part);

                """),
            ($"Part{i}.cs", $"namespace Shop;\n\npublic sealed record Part{i}(string Name, int Count, long Total{added});\n"),
        });
    }

    private static IEnumerable<(string Path, string Text)> PlainFiles() =>
        Enumerable.Range(0, PlainClasses).Select(i => ($"Plain{i}.cs", $$"""
        namespace Shop;

        public class Plain{{i}}
        {
            private readonly System.Collections.Generic.List<string> _lines = [];

            public int Count => _lines.Count;

            public string Name { get; set; } = "plain {{i}}";

            public void Add(string line)
            {
                if (!string.IsNullOrEmpty(line))
                {
                    _lines.Add(line.Trim());
                }
            }

            public int Longest()
            {
                int longest = 0;
                foreach (string line in _lines)
                {
                    longest = line.Length > longest ? line.Length : longest;
                }

                return longest;
            }
        }

        """));
}
