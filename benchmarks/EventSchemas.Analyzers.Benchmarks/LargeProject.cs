using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventSchemas.Avro;
using EventSchemas.Generators;
using EventSchemas.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Analyzers.Benchmarks;

/// <summary>A project of 100 events in 2,100 files: each reaches two records of its own, and has ten shipped versions, each with an optional member more than the one before.</summary>
static class LargeProject
{
    public const int Events = 100;
    private const int Versions = 10;
    private const int PlainClasses = 1800;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    /// <summary>The file of a record that one event reaches, and no other.</summary>
    public static string NestedFile { get; } = "Part50.cs";

    /// <summary>The project as it is, without what is generated.</summary>
    public static CSharpCompilation Compile() => Compile([.. EventFiles(Versions), .. PlainFiles()]);

    /// <summary>The contract files, by path.</summary>
    public static IEnumerable<(string Path, string Text)> ContractFiles()
    {
        for (int version = 1; version <= Versions; version++)
        {
            foreach ((string eventType, AvroSchema schema) in SchemasOf(Compile([.. EventFiles(version)])))
            {
                string shipped = string.Create(CultureInfo.InvariantCulture, $"schemas/shipped/{eventType}/{version}");
                foreach (string file in version == Versions ? new[] { shipped, $"schemas/{eventType}" } : [shipped])
                {
                    yield return (file + ".avsc", schema.ToJson());
                    yield return (file + ".contract.json", ContractText(eventType, schema));
                }
            }
        }
    }

    /// <summary>A file of the project.</summary>
    public static SyntaxTree Parse(string name, string text) => CSharpSyntaxTree.ParseText(text, Language, name, Encoding.UTF8);

    /// <summary>A generator that keeps what it knows from one compilation to the next.</summary>
    public static GeneratorDriver CreateGenerator() => CSharpGeneratorDriver.Create([new EventSchemasGenerator().AsSourceGenerator()], parseOptions: Language);

    /// <summary>Writes the project into a folder, to be built with what this repository has built.</summary>
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

    private static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> files)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Append(typeof(OpenEdxEventAttribute).Assembly.Location)
            .Append(typeof(AvroSchema).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "Events",
            files.Select(file => Parse(file.Path, file.Text)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<(string Path, string Text)> EventFiles(int version)
    {
        string added = string.Concat(Enumerable.Range(1, version).Select(i => $", string? Added{i} = null"));
        return Enumerable.Range(0, Events).SelectMany(i => new[]
        {
            ($"Event{i}.cs", $"namespace Shop;\n\n[EventSchemas.OpenEdxEvent(\"org.acme.event{i}.v1\", Key = \"Data.Name\", FeatureFlag = \"F{i}\")]\npublic sealed partial record Event{i}(Data{i} Data);\n"),
            ($"Data{i}.cs", $"namespace Shop;\n\npublic sealed record Data{i}(string Name, int Count, long Total, double Ratio, bool Flag, string? Note, System.DateTimeOffset At, System.Guid Id, System.Collections.Generic.List<string> Tags, Part{i} Part);\n"),
            ($"Part{i}.cs", $"namespace Shop;\n\npublic sealed record Part{i}(string Name, int Count, long Total{added});\n"),
        });
    }

    private static IEnumerable<(string Path, string Text)> PlainFiles() => Enumerable.Range(0, PlainClasses).Select(i => ($"Plain{i}.cs", $$"""
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

    private static IEnumerable<(string EventType, AvroSchema Schema)> SchemasOf(CSharpCompilation project)
    {
        CreateGenerator().RunGeneratorsAndUpdateCompilation(project, out Compilation compilation, out ImmutableArray<Diagnostic> _);
        return compilation.Assembly.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Name == "EventContractAttribute")
            .Select(attribute => ((string)attribute.ConstructorArguments[0].Value!, AvroSchema.Parse((string)attribute.ConstructorArguments[1].Value!)));
    }

    private static string ContractText(string eventType, AvroSchema schema)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(schema.ToJson(AvroJsonFormat.Registry))));
        return $"{{\n  \"eventType\": \"{eventType}\",\n  \"key\": \"data.name\",\n  \"compatibility\": \"FULL_TRANSITIVE\",\n  \"sha256\": \"{hash}\"\n}}\n";
    }
}
