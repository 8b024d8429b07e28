using System.Text.RegularExpressions;

namespace EventSchemas.Build.Tests;

public sealed class WriteEventContractsTests : IDisposable
{
    private const string Schema =
        """{"type": "record", "name": "CloudEvent", "namespace": "org.acme.a.v1", "fields": [{"name": "n", "type": "int"}]}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event schemas ");

    private string Contracts => Path.Combine(_folder.FullName, "schemas");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Missing_files_are_written_and_reported()
    {
        RecordingEngine engine = Run(
            CompiledEvents.Contract("org.acme.a.v1", Schema, ", Topic = \"a\", Key = \"n\""), expectSuccess: true);

        Assert.Equal(
            "{\n  \"name\": \"CloudEvent\",\n  \"type\": \"record\",\n  \"fields\": [\n    {\n      \"name\": \"n\",\n      \"type\": "
            + "\"int\"\n    }\n  ],\n  \"namespace\": \"org.acme.a.v1\"\n}\n",
            File.ReadAllText(Path.Combine(Contracts, "org.acme.a.v1.avsc")));
        Assert.Equal(
            "{\n  \"eventType\": \"org.acme.a.v1\",\n  \"topic\": \"a\",\n  \"key\": \"n\",\n  \"compatibility\": "
            + "\"FULL_TRANSITIVE\",\n  \"sha256\": \""
            + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
                """{"fields": [{"name": "n", "type": "int"}], "name": "CloudEvent", "namespace": "org.acme.a.v1", "type": "record"}"""u8))
            + "\",\n  \"termsSha256\": \"...\"\n}\n",
            Regex.Replace(
                File.ReadAllText(Path.Combine(Contracts, "org.acme.a.v1.contract.json")), "(?<=\"termsSha256\": \")[0-9a-f]{64}", "..."));
        Assert.EndsWith(
            ".avsc and org.acme.a.v1.contract.json: commit them. From now on edits of the event are checked against this contract.",
            Assert.Single(engine.Messages),
            StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Contracts).Length);
    }

    [Fact]
    public void Files_that_are_there_are_never_touched()
    {
        Directory.CreateDirectory(Contracts);
        File.WriteAllText(Path.Combine(Contracts, "org.acme.a.v1.avsc"), "mine");
        File.WriteAllText(Path.Combine(Contracts, "org.acme.a.v1.contract.json"), "mine too");

        RecordingEngine engine = Run(CompiledEvents.Contract("org.acme.a.v1", Schema), expectSuccess: true);

        Assert.Equal("mine", File.ReadAllText(Path.Combine(Contracts, "org.acme.a.v1.avsc")));
        Assert.Equal("mine too", File.ReadAllText(Path.Combine(Contracts, "org.acme.a.v1.contract.json")));
        Assert.Empty(engine.Messages);
    }

    [Fact]
    public void A_single_matching_file_is_completed_and_any_other_is_kept_with_a_warning()
    {
        Run(CompiledEvents.Contract("org.acme.a.v1", Schema), expectSuccess: true);
        string contract = Path.Combine(Contracts, "org.acme.a.v1.contract.json");
        string text = File.ReadAllText(contract);
        File.Delete(contract);
        Run(CompiledEvents.Contract("org.acme.a.v1", Schema), expectSuccess: true);
        Assert.Equal(text, File.ReadAllText(contract));

        File.Delete(contract);
        RecordingEngine engine = Run(
            CompiledEvents.Contract("org.acme.a.v1", Schema.Replace("int", "long", StringComparison.Ordinal)), expectSuccess: true);
        Assert.False(File.Exists(contract));
        Assert.Single(engine.Warnings);
    }

    [Theory]
    [InlineData(1, "org.acme.e0.v1 no longer matches its contract file, which is an error in CI.")]
    [InlineData(3, "org.acme.e0.v1, org.acme.e1.v1, org.acme.e2.v1 no longer match their contract files, which is an error in CI.")]
    [InlineData(5, "org.acme.e0.v1, org.acme.e1.v1, org.acme.e2.v1 and 2 more no longer match their contract files, which is an ")]
    public void Contracts_that_are_out_of_date_are_one_warning_with_the_command(int count, string expected)
    {
        string Events(string fields) => string.Concat(Enumerable.Range(0, 6).Select(i => CompiledEvents.Contract(
            $"org.acme.e{i}.v1", i < count ? Schema.Replace("]", fields + "]", StringComparison.Ordinal) : Schema)));
        Run(Events(""), expectSuccess: true);

        RecordingEngine engine = Run(Events(""", {"name": "m", "type": "int", "default": 0}"""), expectSuccess: true);

        string warning = Assert.Single(engine.Warnings);
        Assert.StartsWith(expected, warning, StringComparison.Ordinal);
        Assert.EndsWith(
            "Nobody breaks, so accept the change: run dotnet format analyzers --severity info --diagnostics EVS2002, "
            + "or dotnet build -t:AcceptEventSchemas, and commit the files.",
            warning,
            StringComparison.Ordinal);
        Assert.Empty(engine.Messages);
    }

    [Fact]
    public void A_break_and_a_file_that_can_not_be_read_are_left_to_the_analyzers()
    {
        Run(CompiledEvents.Contract("org.acme.a.v1", Schema), expectSuccess: true);

        string broken = Schema.Replace("\"int\"", "\"string\"", StringComparison.Ordinal);
        Assert.Empty(Run(CompiledEvents.Contract("org.acme.a.v1", broken), expectSuccess: true).Warnings);
    }

    [Fact]
    public void Many_builds_at_once_leave_whole_files_and_nothing_else()
    {
        string assembly = CompiledEvents.Compile(
            _folder.FullName, string.Concat(Enumerable.Range(0, 20).Select(i => CompiledEvents.Contract($"org.acme.e{i}.v1", Schema))));

        Parallel.For(0, 8, _ => Assert.True(Task(assembly, new RecordingEngine()).Execute()));

        Assert.Equal(40, Directory.GetFiles(Contracts).Length);
        Assert.All(
            Directory.GetFiles(Contracts, "*.avsc"), file => Assert.EndsWith("}\n", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../escape", "~2e.~2fescape")]
    [InlineData("a/b", "a~2fb")]
    [InlineData(".hidden", "~2ehidden")]
    [InlineData("Order placed: ü", "Order~20placed~3a~20~c3~bc")]
    [InlineData("con.created", "~63on.created")]
    [InlineData("console", "console")]
    [InlineData("a~b\\c😀", "a~7eb~5cc~f0~9f~98~80")]
    public void Every_event_type_names_files_in_the_folder(string eventType, string name)
    {
        string contract = CompiledEvents.Contract(eventType, Schema, ", DeclaredBy = \"AvroEvent\"");
        Run(contract, expectSuccess: true);

        Assert.Equal(
            [name + ".avsc", name + ".contract.json"],
            Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".dll", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(Contracts, file))
                .Order(StringComparer.Ordinal));
        Assert.Empty(Run(contract, expectSuccess: true).Messages);
    }

    [Fact]
    public void An_event_without_an_event_type_is_an_error()
    {
        RecordingEngine engine = Run(CompiledEvents.Contract("", Schema), expectSuccess: false);

        Assert.Contains("an event without an event type", Assert.Single(engine.Errors), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Contracts));
    }

    [Fact]
    public void A_project_with_events_of_both_kinds_has_the_contracts_of_both()
    {
        string own = Schema.Replace("CloudEvent", "OrderPlaced", StringComparison.Ordinal);
        string source = CompiledEvents.Contract("org.acme.a.v1", Schema)
            + CompiledEvents.Contract("OrderPlaced", own, ", Key = \"n\", KeyFormat = \"text\", DeclaredBy = \"AvroEvent\"");
        Run(source, expectSuccess: true);

        Assert.Equal(4, Directory.GetFiles(Contracts).Length);
        Assert.StartsWith(
            "{\n  \"eventType\": \"OrderPlaced\",\n  \"declaredBy\": \"AvroEvent\",\n  \"key\": \"n\",\n  \"keyFormat\": \"text\",\n",
            File.ReadAllText(Path.Combine(Contracts, "OrderPlaced.contract.json")),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "declaredBy", File.ReadAllText(Path.Combine(Contracts, "org.acme.a.v1.contract.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_that_is_none_is_an_error_that_names_the_event()
    {
        RecordingEngine engine = Run(CompiledEvents.Contract("org.acme.a.v1", "{"), expectSuccess: false);

        Assert.Contains("org.acme.a.v1: a schema is malformed", Assert.Single(engine.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_an_assembly_is_one_error()
    {
        string path = Path.Combine(_folder.FullName, "no.dll");
        File.WriteAllText(path, "no assembly");
        var engine = new RecordingEngine();

        Assert.False(Task(path, engine).Execute());
        Assert.Contains(path, Assert.Single(engine.Errors), StringComparison.Ordinal);
    }

    private RecordingEngine Run(string source, bool expectSuccess)
    {
        var engine = new RecordingEngine();
        Assert.Equal(expectSuccess, Task(CompiledEvents.Compile(_folder.FullName, source), engine).Execute());
        return engine;
    }

    private WriteEventContracts Task(string assembly, RecordingEngine engine) =>
        new() { BuildEngine = engine, AssemblyPath = assembly, ContractFolder = Contracts };
}
