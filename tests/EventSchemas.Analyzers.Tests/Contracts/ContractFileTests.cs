using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Events that differ from their contract files, and problems of the files themselves (EVS2001 to EVS2008).</summary>
public sealed class ContractFileTests
{
    private const string Head = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record ";
    private const string Schema = "/p/schemas/org.acme.a.v1.avsc";
    private const string First = "/p/schemas/shipped/org.acme.a.v1/1.avsc";

    [Theory]
    [InlineData("false", DiagnosticSeverity.Info)]
    [InlineData("true", DiagnosticSeverity.Error)]
    public async Task A_missing_contract_is_a_suggestion_here_and_an_error_in_CI(string isCI, DiagnosticSeverity severity)
    {
        RuleTest test = new RuleTest { TestCode = Head + "{|#0:A|}(int Count);" }.WithProperty("EventSchemasCI", isCI).WithProperty(
            "EventSchemasFolder", "contracts");
        test.DisabledDiagnostics.Remove("EVS2001");
        await test.Expecting(RuleTest.Rule("EVS2001").WithSeverity(severity).WithLocation(0)
            .WithMessage(
                "'A' has no contract file: build once outside CI, or run dotnet build -t:AcceptEventSchemas where errors stop the build, "
                + "and commit contracts/org.acme.a.v1.avsc, or reload the project where that file is there already")).VerifyAsync();
    }

    [Fact]
    public async Task A_contract_that_was_just_written_ends_the_note_where_the_workspace_gets_the_file()
    {
        using var project = new EventProject(Head + "A(int Count);");
        Assert.Equal(["EVS2001 A"], await project.UnderlinedAsync());

        project.WithContractOf(Head + "A(int Count);").ApplyToWorkspace();

        Assert.Empty(await project.UnderlinedAsync());
        Assert.Single(await project.AllDiagnosticsAsync(), found => found.Id == "EVS2006");
    }

    [Fact]
    public async Task Events_of_a_test_need_no_contract()
    {
        RuleTest test = new RuleTest { TestCode = Head + "A(int Count);" }.WithProperty("EventSchemasCI", "true").WithProperty(
            "EventSchemasContracts", "false");
        test.DisabledDiagnostics.Remove("EVS2001");
        await test.VerifyAsync();
    }

    [Theory]
    [InlineData("false", DiagnosticSeverity.Info)]
    [InlineData("true", DiagnosticSeverity.Error)]
    public async Task Drift_is_a_suggestion_here_and_an_error_in_CI_and_its_fix_accepts_it(string isCI, DiagnosticSeverity severity)
    {
        const string before = Head + "A(int Count);";
        const string after = Head + "A(int Count, int? More);";
        RuleTest test = RuleTest.Of<AcceptChangeFix>().WithProperty("EventSchemasCI", isCI);
        test.TestCode = Head + "A(int Count, int? {|#0:More|});";
        test.FixedCode = after;
        test.Accepting(before, after);

        await test.Expecting(RuleTest.Rule("EVS2002").WithSeverity(severity).WithLocation(0)
            .WithArguments(
                "'A' no longer matches its contract file",
                "more: added (optional int, default null)",
                "nobody breaks, so accept the change")).VerifyAsync();
    }

    [Theory]
    [InlineData("false", DiagnosticSeverity.Warning)]
    [InlineData("true", DiagnosticSeverity.Error)]
    public async Task What_was_not_accepted_is_a_warning_here_and_an_error_in_CI(string isCI, DiagnosticSeverity severity)
    {
        using EventProject project = new EventProject(Head + "A(long Count, string? Remark);")
            .With("EventSchemasCI", isCI)
            .WithContractOf(Head + "A(int Count, string? Note);");

        Assert.Equal(
            [("EVS3006", severity), ("EVS3101", severity)],
            (await project.DiagnosticsAsync()).Where(found => found.Id != "EVS2006").Select(found => (found.Id, found.Severity)).Order());
    }

    [Fact]
    public async Task A_schema_that_can_not_be_read_is_reported_at_its_place_and_at_the_record()
    {
        const string problem = "\"nonsense\" is neither a type of Avro nor a name that is defined before this place; restore the file from "
            + "version control, or, where it was never shipped, delete it and build";
        const string start = "The contract file can't be read, so the event is unprotected: ";
        RuleTest test = new RuleTest { TestCode = Head + "{|#0:A|}(int Count);" }
            .WithFile(Schema, "{\n  \"type\": \"nonsense\"\n}\n");
        await test.Expecting(
            RuleTest.Rule("EVS2003").WithSpan(Schema, 2, 11, 2, 11).WithMessage(start + problem),
            RuleTest.Rule("EVS2003").WithLocation(0).WithSpan(Schema, 2, 11, 2, 11)
                .WithMessage($"{start}org.acme.a.v1.avsc, line 2: {problem}"))
            .VerifyAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0000\u0001\u0002")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("{\"type\": \"record\", \"name\": \"CloudEvent\", \"fields\": [")]
    public async Task Any_invalid_content_of_a_contract_file_is_one_diagnostic_in_it_and_one_at_the_record(string text)
    {
        using var project = new EventProject(Head + "A(int Count);");
        project.WithContract(Schema, text);
        project.WithContract(First, text);

        Assert.Equal(
            ["EVS2003", "EVS2003", "EVS2003", "EVS2005", "EVS2005"],
            (await project.DiagnosticsAsync()).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_huge_contract_file_is_one_diagnostic_in_it_and_one_at_the_record()
    {
        using var project = new EventProject(Head + "A(int Count);");
        project.WithContract(Schema, "{\"type\": \"string\", \"doc\": \"" + new string('x', 5_000_000) + "\"}");

        Assert.Equal(
            [("EVS2003", false), ("EVS2003", true)],
            (await project.DiagnosticsAsync()).Select(found => (found.Id, found.Location.IsInSource)).Order());
    }

    [Fact]
    public async Task A_contract_of_another_event_is_not_this_one_s()
    {
        using EventProject project = new EventProject(Head + "A(int Count);").WithContractOf(Head + "A(int Count);");
        project.WithContract(
            "/p/schemas/org.acme.b.v1.contract.json", await project.ContractTextAsync("/p/schemas/org.acme.a.v1.contract.json"));

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(("EVS2003", "/p/schemas/org.acme.b.v1.contract.json"), (found.Id, found.Location.GetLineSpan().Path));
    }

    [Fact]
    public async Task A_contract_without_an_event_is_reported_in_the_file_and_at_the_record_that_declared_it()
    {
        RuleTest test = new RuleTest { TestCode = "public record {|#0:A|}(int Count);" }.After(Head + "A(int Count);", isShipped: false);
        await test.Expecting(
            RuleTest.Rule("EVS2004").WithSpan(Schema, 1, 1, 1, 1).WithArguments("org.acme.a.v1"),
            RuleTest.Rule("EVS2004").WithLocation(0).WithSpan(Schema, 1, 1, 1, 1).WithArguments("org.acme.a.v1")).VerifyAsync();
    }

    [Fact]
    public async Task A_shipped_version_without_an_event_or_a_contract_is_reported_in_the_newest()
    {
        using EventProject project = new EventProject("public record B(int Count);").WithShipped(1, Head + "A(int Count);").WithShipped(
            2, Head + "A(int Count);");

        Diagnostic found = Assert.Single(await project.DiagnosticsAsync());
        Assert.Equal(("EVS2009", "/p/schemas/shipped/org.acme.a.v1/2.avsc"), (found.Id, found.Location.GetLineSpan().Path));
    }

    [Theory]
    [InlineData("its schema no longer fits the hash in 1.contract.json")]
    [InlineData("1.contract.json beside it is missing")]
    [InlineData("version 1 before it is missing")]
    public async Task A_shipped_version_that_is_not_what_was_shipped_is_reported_in_the_file_and_at_the_record(string problem)
    {
        var earlier = new BuiltContracts(Head + "A(int Count);");
        bool isEdited = problem.StartsWith("its schema", StringComparison.Ordinal);
        bool isGap = problem.StartsWith("version", StringComparison.Ordinal);
        var test = new RuleTest { TestCode = Head + "{|#0:A|}(int Count);" };
        foreach ((string path, string text) in earlier.Accepted().Concat(earlier.Shipped(isGap ? 2 : 1)))
        {
            if (isEdited || isGap || path != Path.ChangeExtension(First, ".contract.json"))
            {
                test.WithFile(
                    path,
                    isEdited && path == First ? text.Replace("\"count\",", "\"count\", \"default\": 1,", StringComparison.Ordinal) : text);
            }
        }

        test.DisabledDiagnostics.Add("EVS3105");
        (string file, int number) = isGap ? ("/p/schemas/shipped/org.acme.a.v1/2.avsc", 2) : (First, 1);
        string message =
            $"Version {number} of 'org.acme.a.v1' is not what was shipped: {problem}, so restore the files from version control";
        await test.Expecting(
            RuleTest.Rule("EVS2005").WithSpan(file, 1, 1, 1, 1).WithMessage(message),
            RuleTest.Rule("EVS2005").WithLocation(0).WithSpan(file, 1, 1, 1, 1).WithMessage(message)).VerifyAsync();
    }

    [Fact]
    public async Task An_event_that_was_never_shipped_is_reported()
    {
        RuleTest test = new RuleTest { TestCode = Head + "{|EVS2006:A|}(int Count);" }.After(Head + "A(int Count);", isShipped: false);
        test.DisabledDiagnostics.Remove("EVS2006");
        await test.VerifyAsync();
    }

    [Fact]
    public async Task A_second_contract_file_of_an_event_is_reported_in_it_and_points_at_the_first()
    {
        const string second = "/p/schemas/old/org.acme.a.v1.avsc";
        RuleTest test = new RuleTest { TestCode = Head + "{|#0:A|}(int Count);" }.After(Head + "A(int Count);");
        test.WithFile(second, new BuiltContracts(Head + "A(int Count);").Accepted().First().Text);
        await test.Expecting(
            RuleTest.Rule("EVS2007").WithSpan(second, 1, 1, 1, 1).WithSpan(Schema, 1, 1, 1, 1)
                .WithArguments("org.acme.a.v1", Schema, "this one"),
            RuleTest.Rule("EVS2007").WithLocation(0).WithSpan(second, 1, 1, 1, 1).WithArguments("org.acme.a.v1", Schema, second))
            .VerifyAsync();
    }

    [Theory]
    [InlineData("/home/shipped/src", "schemas", "/home/shipped/src/schemas")]
    [InlineData("/home/shipped", "schemas", "/home/shipped/schemas")]
    [InlineData("/home/shipped/src/App", "../contracts", "/home/shipped/src/contracts")]
    [InlineData("/home/App", "shipped", "/home/App/shipped")]
    public async Task A_folder_above_the_contracts_can_have_any_name(string project, string folder, string contracts)
    {
        var earlier = new BuiltContracts(TestCompilation.Of(Head + "A(int Count);"), folder: contracts);
        RuleTest test = new RuleTest { TestCode = Head + "A(long {|EVS3006:Count|});" }
            .WithProperty("MSBuildProjectDirectory", project)
            .WithProperty("EventSchemasFolder", folder);
        test.DisabledDiagnostics.Clear();
        foreach ((string path, string text) in earlier.Accepted().Concat(earlier.Shipped(1)))
        {
            test.WithFile(path, text);
        }

        await test.VerifyAsync();
    }

}
