using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using NJsonSchema;

namespace EventSchemas.Tool.Tests;

/// <summary><c>check</c> on compiled assemblies.</summary>
public sealed class ContractCheckTests : IDisposable
{
    private const string Number = """{"name": "number", "type": "int"}""";
    private const string Text = """{"name": "number", "type": "string"}""";
    private const string Note = """, {"name": "note", "type": ["null", "string"], "default": null}""";

    private readonly EventProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Nothing_is_found_where_records_are_what_was_accepted()
    {
        await _project.ShippedAsync(Number);

        ToolRun run = await _project.RunOnAssemblyAsync("check", "--ci");

        Assert.Equal("1 event in 1 project: nothing found.\n", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task A_break_is_reported_with_its_place_and_what_to_do(int width)
    {
        await _project.ShippedAsync(Number);
        _project.With(Text);

        ToolRun run = await ToolRun.OfAsync("check Events.dll --contracts schemas", _project.Folder, width);

        OutputSnapshot.Verify($"check-{width}.txt", run.Output);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task A_contract_that_is_missing_or_out_of_date_is_an_error_in_CI_and_a_note_elsewhere()
    {
        _project.With(Number);

        Assert.Equal(["info EVS2001"], await FindingsAsync());
        Assert.Equal(["error EVS2001"], await FindingsAsync("--ci", "true"));

        await _project.ShippedAsync(Number);
        _project.With(Number + Note);
        Assert.Equal(["info EVS2002"], await FindingsAsync());
        Assert.Equal(["error EVS2002"], await FindingsAsync("--ci", "true"));
    }

    [Fact]
    public async Task Against_shipped_versions_what_was_only_accepted_does_not_count()
    {
        await _project.ShippedAsync(Number);
        _project.With(Number + Note);

        Assert.Empty(await FindingsAsync("--against", "shipped"));

        _project.With(Text);
        Assert.Equal(["error EVS3003"], await FindingsAsync("--against", "shipped"));
    }

    [Fact]
    public async Task Against_a_commit_the_contract_files_of_that_commit_count()
    {
        _project.With(Number);
        await _project.RunOnAssemblyAsync("accept");
        Git("init", "--quiet");
        Git("add", ".");
        Git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "--message", "first");
        _project.With(Text);
        await _project.RunOnAssemblyAsync("accept", "--break", EventProject.EventType, "--yes");

        Assert.Empty(await FindingsAsync());
        Assert.Equal(["warning EVS3003"], await FindingsAsync("--against", "git:HEAD"));
        ToolRun unknown = await _project.RunOnAssemblyAsync("check", "--against", "git:elsewhere");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("Git has no commit 'elsewhere'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Against_a_commit_outside_a_repository_is_an_error()
    {
        _project.With(Number);

        ToolRun run = await _project.RunOnAssemblyAsync("check", "--against", "git:HEAD");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("isn't in a Git repository", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_justification_that_matches_nothing_any_more_is_a_finding()
    {
        await _project.ShippedAsync(Number);
        _project.With(Number, ", JustifiedBreaks = new[] { \"EVS3003 CloudEvent.number\", \"EVS3001 CloudEvent.x until 2020-01-31\" }");

        Assert.Equal(["info EVS3203", "warning EVS3202"], await FindingsAsync());
    }

    [Fact]
    public async Task An_accepted_contract_that_no_record_declares_is_a_finding()
    {
        _project.With(Number);
        await _project.RunOnAssemblyAsync("accept");
        _project.WithAll("");

        Assert.Equal(["warning EVS2004"], await FindingsAsync());
    }

    [Fact]
    public async Task A_half_written_contract_file_is_a_finding_and_other_events_are_checked()
    {
        _project.WithAll(
            EventProject.Event(EventProject.EventType, Number), EventProject.Event("org.acme.order.paid.v1", Number));
        await _project.RunOnAssemblyAsync("accept");
        await File.WriteAllTextAsync(
            Path.Combine(_project.Contracts, EventProject.EventType + ".avsc"), "{\"type\": \"rec", TestContext.Current.CancellationToken);
        _project.WithAll(
            EventProject.Event(EventProject.EventType, Number), EventProject.Event("org.acme.order.paid.v1", Text));

        ToolRun run = await _project.RunOnAssemblyAsync("check");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(EventProject.EventType + ".avsc", run.Output, StringComparison.Ordinal);
        Assert.Contains("EVS3003 org.acme.order.paid.v1", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.contract.json", "{\"eventTy", "EVS2003")]
    [InlineData("2.contract.json", "null", "EVS2003")]
    [InlineData("2.contract.json", "", "EVS2003")]
    [InlineData("1.contract.json", null, "EVS2005")]
    [InlineData("2.contract.json", null, "EVS2005")]
    public async Task Damage_to_the_contract_file_of_a_shipped_version_is_a_finding_and_nothing_is_accepted_or_shipped(
        string name, string? text, string rule)
    {
        await _project.ShippedAsync(Number);
        await _project.ShippedAsync(Number + Note);
        string file = Path.Combine(_project.Contracts, "shipped", EventProject.EventType, name);
        File.Delete(file);
        if (text is not null)
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal([$"error {rule}"], await FindingsAsync());
        Assert.Equal([$"error {rule}"], await FindingsAsync("--against", "shipped"));
        foreach (string command in (string[])["ship", "accept"])
        {
            ToolRun run = await _project.RunOnAssemblyAsync(command);

            Assert.Equal(1, run.ExitCode);
            Assert.Contains(name, (run.Output + run.Error).ReplaceLineEndings(""), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_deleted_shipped_version_is_a_finding()
    {
        await _project.ShippedAsync(Number);
        await _project.ShippedAsync(Number + Note);
        string shipped = Path.Combine(_project.Contracts, "shipped", EventProject.EventType);
        File.Delete(Path.Combine(shipped, "1.avsc"));
        File.Delete(Path.Combine(shipped, "1.contract.json"));

        Assert.Equal(["error EVS2005"], await FindingsAsync());
    }

    [Fact]
    public async Task An_unreadable_assembly_an_empty_folder_and_a_missing_file_are_errors()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_project.Folder, "Broken.dll"), "not an assembly", TestContext.Current.CancellationToken);

        ToolRun broken = await _project.RunAsync("check", "Broken.dll", "--contracts", "schemas");
        ToolRun empty = await _project.RunAsync("check");
        ToolRun missing = await _project.RunAsync("check", "Nowhere.dll");
        ToolRun unknown = await _project.RunAsync("check", "Broken.dll", "--contracts", "schemas", "--against", "moon");

        Assert.Equal((3, true), (broken.ExitCode, broken.Error.Contains("can't be read as a .NET assembly", StringComparison.Ordinal)));
        Assert.Equal((2, true), (empty.ExitCode, empty.Error.Contains("has no project", StringComparison.Ordinal)));
        Assert.Equal((2, true), (missing.ExitCode, missing.Error.Contains("doesn't exist", StringComparison.Ordinal)));
        Assert.Equal((2, true), (unknown.ExitCode, unknown.Error.Contains("--against is 'moon'", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "can't be asked")]
    [InlineData("user:secret@registry", "is not the address of a schema registry")]
    public async Task A_registry_that_cannot_be_asked_is_an_error_without_its_credentials_and_the_files_still_count(
        string registry, string problem)
    {
        const string topic = ", Topic = \"orders\"";
        await _project.ShippedAsync(Number, topic);
        _project.With(Text, topic);

        ToolRun run = await _project.RunOnAssemblyAsync("check", "--against", "registry", "--registry", registry);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error + run.Output, StringComparison.Ordinal);
        Assert.Contains("EVS3003", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "check Events.dll --contracts schemas --against registry")]
    [InlineData("", "ship Events.dll --contracts schemas")]
    [InlineData("", "import orders-value")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[", "check Events.dll --contracts schemas --against registry")]
    public async Task A_registry_that_does_not_answer_to_the_end_is_an_error_within_the_time(string beginning, string command)
    {
        using var registry = new TcpListener(IPAddress.Loopback, port: 0);
        registry.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task serving = ServeAsync(registry, beginning, stop.Token);
        await _project.ShippedAsync(Number, ", Topic = \"orders\"");

        ToolRun run = await _project.RunAsync(
            [.. command.Split(' '), "--registry", $"http://{registry.LocalEndpoint}", "--timeout", "1"]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("didn't answer within 1 s", run.Error, StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Fact]
    public async Task A_contract_folder_that_is_not_there_is_an_error_except_where_it_is_created()
    {
        _project.With(Number);
        string[] commands =
        [
            "check Events.dll", "ship Events.dll", $"allowed {EventProject.EventType} --project Events.dll",
            $"retire {EventProject.EventType} --reason x --project Events.dll", "diff Events.dll Events.dll",
        ];

        foreach (string command in commands)
        {
            ToolRun run = await _project.RunAsync([.. command.Split(' '), "--contracts", "schema"]);

            Assert.True(run.ExitCode == 3, $"{command}: {run.ExitCode} {run.Error}");
            Assert.Contains("schema: correct --contracts.", run.Error, StringComparison.Ordinal);
        }

        ToolRun accept = await _project.RunAsync("accept", "Events.dll", "--contracts", "schema");
        Assert.Equal(0, accept.ExitCode);
        Assert.True(File.Exists(Path.Combine(_project.Folder, "schema", EventProject.EventType + ".avsc")));
    }

    [Theory]
    [InlineData("--contracts", "schemas")]
    [InlineData("--level", "FULL")]
    public async Task What_is_for_assemblies_is_an_error_for_a_project(string option, string value)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_project.Folder, "Events.csproj"), "<Project />", TestContext.Current.CancellationToken);

        ToolRun run = await _project.RunAsync("check", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{option} is for assemblies", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sarif_names_rule_level_and_place()
    {
        JsonElement run = JsonDocument.Parse(await BrokenAsync("sarif")).RootElement.GetProperty("runs")[0];
        JsonElement result = run.GetProperty("results")[0];
        JsonElement rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()];
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.Equal("EVS3003", result.GetProperty("ruleId").GetString());
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.Equal("EVS3003", rule.GetProperty("id").GetString());
        Assert.EndsWith("/docs/rules/EVS3003.md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "schemas/shipped/org.acme.order.placed.v1/1.avsc", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.True(place.GetProperty("region").GetProperty("startLine").GetInt32() > 1);
    }

    [Fact]
    public async Task Sarif_is_what_its_schema_says_with_findings_and_without()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(
            Path.Combine(RepositoryRoot.Path, "tests", "EventSchemas.Tool.Tests", "Checking", "Sarif", "sarif-2.1.0-rtm.5.json"),
            TestContext.Current.CancellationToken);
        string broken = await BrokenAsync("sarif");
        _project.With(Number);
        string found = (await _project.RunOnAssemblyAsync("check", "--format", "sarif")).Output;

        Assert.Empty(schema.Validate(broken));
        Assert.Empty(schema.Validate(found));
        Assert.NotEmpty(schema.Validate(broken.Replace("\"level\": \"error\"", "\"level\": \"fatal\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task JUnit_has_a_test_for_each_event_which_fails_with_its_findings()
    {
        XElement suites = XDocument.Parse(await BrokenAsync("junit")).Root!;
        XElement test = suites.Element("testsuite")!.Element("testcase")!;

        Assert.Equal(("1", "1"), (suites.Attribute("tests")!.Value, suites.Attribute("failures")!.Value));
        Assert.Equal(EventProject.EventType, test.Attribute("name")!.Value);
        Assert.Equal("EVS3003", test.Element("failure")!.Attribute("type")!.Value);
        Assert.Contains("1.avsc:", test.Element("failure")!.Value, StringComparison.Ordinal);

        // What readers of the format know, and the order in which they expect it.
        Assert.Equal(["testsuites", "testsuite", "testcase", "failure"], suites.DescendantsAndSelf().Select(one => one.Name.LocalName));
        Assert.Equal(["name", "tests", "failures"], suites.Attributes().Select(one => one.Name.LocalName));
        Assert.Equal(["name", "tests", "failures"], suites.Element("testsuite")!.Attributes().Select(one => one.Name.LocalName));
        Assert.Equal(["classname", "name"], test.Attributes().Select(one => one.Name.LocalName));
        Assert.Equal(["type", "message"], test.Element("failure")!.Attributes().Select(one => one.Name.LocalName));
    }

    [Fact]
    public async Task GitHub_annotations_escape_what_would_end_a_property()
    {
        string output = await BrokenAsync("github");

        Assert.StartsWith("::error file=schemas/shipped/org.acme.order.placed.v1/1.avsc,line=", output, StringComparison.Ordinal);
        Assert.Contains(",title=EVS3003 org.acme.order.placed.v1::'number' was int in version 1", output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task GitLab_fingerprints_stay_the_same_in_the_next_run_and_differ_between_findings()
    {
        JsonElement first = JsonDocument.Parse(await BrokenAsync("gitlab")).RootElement[0];
        JsonElement second = JsonDocument.Parse((await _project.RunOnAssemblyAsync("check", "--format", "gitlab")).Output).RootElement[0];

        // The members of GitLab's documentation, no other, and a line that is a number.
        Assert.Equal(
            ["check_name", "description", "fingerprint", "location", "severity"],
            first.EnumerateObject().Select(member => member.Name).Order());
        JsonElement location = first.GetProperty("location");
        Assert.Equal("schemas/shipped/org.acme.order.placed.v1/1.avsc", location.GetProperty("path").GetString());
        Assert.True(location.GetProperty("lines").GetProperty("begin").GetInt32() > 1);
        Assert.Equal("major", first.GetProperty("severity").GetString());
        Assert.Equal("EVS3003", first.GetProperty("check_name").GetString());
        Assert.Equal(first.GetProperty("fingerprint").GetString(), second.GetProperty("fingerprint").GetString());
    }

    private async Task<string> BrokenAsync(string format)
    {
        await _project.ShippedAsync(Number);
        _project.With(Text);
        ToolRun run = await _project.RunOnAssemblyAsync("check", "--format", format);
        Assert.Equal(1, run.ExitCode);
        return run.Output;
    }

    private async Task<string[]> FindingsAsync(params string[] options)
    {
        ToolRun run = await _project.RunOnAssemblyAsync("check", ["--json", .. options]);
        Assert.Equal("", run.Error);
        JsonElement findings = JsonDocument.Parse(run.Output).RootElement.GetProperty("findings");
        return
        [
            .. findings.EnumerateArray()
                .Select(finding => $"{finding.GetProperty("severity").GetString()} {finding.GetProperty("rule").GetString()}"),
        ];
    }

    // Answers each request with the beginning of an answer, and no more.
    private static async Task ServeAsync(TcpListener listener, string beginning, CancellationToken cancellationToken)
    {
        var clients = new List<TcpClient>();
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(cancellationToken);
                clients.Add(client);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), cancellationToken);
            }
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private void Git(params string[] arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _project.Folder })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
