using System.Text.Json.Nodes;

namespace EventSchemas.Tool.Tests;

/// <summary>Where commands find the manifest of a build, and what the doctor reads in it.</summary>
public sealed class KnownBuildTests(EmbeddedBus bus) : IClassFixture<EmbeddedBus>
{
    private const string Placed = "org.acme.order.placed.v1";
    private const string Paid = "org.acme.order.paid.v1";

    [Fact]
    public async Task Flags_of_the_code_are_compared_with_those_of_the_settings()
    {
        using var folder = new SettingsFolder(("FeatureManagement:OrderPlacedEvents", "true"), ("FeatureManagement:Paid", "true"));
        new ServiceManifest()
            .With<OrderPlaced>(flag: "OrderPlacedEvent")
            .With<OrderPaid>(flag: "Paid", flagRemoveBy: "2020-01-31")
            .Producing(Placed)
            .WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));

        JsonNode[] flags = await DiagnoseAsync("flags", folder);

        Assert.Equal(
            [("error", "OrderPlacedEvent"), ("warning", "Paid"), ("warning", null)],
            flags.Select(flag => ((string?)flag["state"], (string?)flag["subject"])));
        Assert.Contains("It declares OrderPlacedEvents.", (string?)flags[0]["detail"], StringComparison.Ordinal);
        Assert.Contains("by 2020-01-31", (string?)flags[1]["detail"], StringComparison.Ordinal);
        Assert.Contains("has OrderPlacedEvents.", (string?)flags[2]["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_the_service_only_handles_needs_no_flag_in_its_settings()
    {
        using var folder = new SettingsFolder(("FeatureManagement:Paid", "true"));
        new ServiceManifest()
            .With<OrderPlaced>(flag: "OrderPlacedEvent")
            .With<OrderPaid>(flag: "paid", flagRemoveBy: "9999-12-31")
            .Producing(Paid)
            .Handling("mail", "first", Placed)
            .WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));

        JsonNode flag = Assert.Single(await DiagnoseAsync("flags", folder));

        Assert.Equal("ok", (string?)flag["state"]);
    }

    [Fact]
    public async Task Settings_that_no_code_has_and_code_that_lacks_settings_are_errors()
    {
        using var folder = new SettingsFolder(
            ("EventBus:Producers:org.acme.order.place.v1:Topics:0", "orders"),
            ("EventBus:Groups:mails:Topics:0", "orders"),
            ("EventBus:Groups:mail:Handlers:frist:MaxAttempts", "3"));
        new ServiceManifest()
            .With<OrderPlaced>()
            .Producing(Placed)
            .Handling("mail", "first", Placed)
            .Handling("audit", "all", eventType: null)
            .WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));

        JsonNode[] build = await DiagnoseAsync("build", folder);

        Assert.Equal(
            [
                ("ok", "Shop.eventschemas.json"),
                ("error", "EventBus:Producers:org.acme.order.place.v1"),
                ("error", "EventBus:Groups:mails"),
                ("error", "EventBus:Groups:mail:Handlers:frist"),
                ("error", "EventBus:Groups:audit:Topics"),
            ],
            build.Select(one => ((string?)one["state"], (string?)one["subject"])));
        Assert.Contains($"Did you mean {Placed}?", (string?)build[1]["detail"], StringComparison.Ordinal);
        Assert.Contains("Did you mean mail?", (string?)build[2]["detail"], StringComparison.Ordinal);
        Assert.Contains("Did you mean first?", (string?)build[3]["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_code_says_only_at_run_time_makes_a_setting_uncertain_and_not_wrong()
    {
        using var folder = new SettingsFolder(
            ("EventBus:Producers:org.acme.order.other.v1:Topics:0", "orders"), ("EventBus:Groups:mail:Topics:0", "orders"));
        new ServiceManifest()
            .With<OrderPlaced>(flag: "OrderPlacedEvent")
            .Producing(eventType: null)
            .Handling(group: null, "first", Placed)
            .WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));

        Assert.Equal(["ok", "warning", "warning"], (await DiagnoseAsync("build", folder)).Select(one => (string?)one["state"]));
        Assert.Equal("warning", (string?)Assert.Single(await DiagnoseAsync("flags", folder))["state"]);
    }

    [Fact]
    public async Task Personal_data_is_listed_and_a_personal_key_is_a_warning()
    {
        using var folder = new SettingsFolder();
        new ServiceManifest().With<OrderPlaced>().With<OrderPaid>().WriteTo(Path.Combine(folder.Path, "a.eventschemas.json"));
        using var keyed = new SettingsFolder();
        new ServiceManifest().With<OrderPaid>(key: "payer").WriteTo(Path.Combine(keyed.Path, "a.eventschemas.json"));

        JsonNode listed = Assert.Single(await DiagnoseAsync("personal-data", folder));
        JsonNode warned = Assert.Single(await DiagnoseAsync("personal-data", keyed));

        Assert.Equal(("ok", Paid), ((string?)listed["state"], (string?)listed["subject"]));
        Assert.Equal(("warning", Paid), ((string?)warned["state"], (string?)warned["subject"]));
    }

    [Fact]
    public async Task A_project_has_the_manifest_of_its_last_build_whatever_its_configuration()
    {
        using var folder = new SettingsFolder();
        folder.WriteText("Store.csproj", "<Project><PropertyGroup><AssemblyName>Shop</AssemblyName></PropertyGroup></Project>");
        string debug = Path.Combine(folder.Path, "bin", "Debug", "net10.0", "Shop.eventschemas.json");
        string release = Path.Combine(folder.Path, "bin", "Release", "net10.0", "Shop.eventschemas.json");
        new ServiceManifest().With<OrderPlaced>().WriteTo(debug);
        new ServiceManifest().With<OrderPlaced>().With<OrderPaid>().WriteTo(release);
        new ServiceManifest().WriteTo(Path.Combine(Path.GetDirectoryName(release)!, "Contracts.eventschemas.json"));
        folder.WriteText(Path.Combine("bin", "Debug", "net10.0", "Shop.dll"), "an assembly");
        File.SetLastWriteTimeUtc(debug, DateTime.UnixEpoch);

        JsonNode[] found = await DiagnoseAsync("build", folder);
        JsonNode[] named = await DiagnoseAsync("build", folder, $"--manifest {debug}");
        JsonNode[] project = await DiagnoseAsync("build", folder, "--manifest Store.csproj");
        JsonNode[] assembly = await DiagnoseAsync("build", folder, $"--manifest {Path.Combine(Path.GetDirectoryName(debug)!, "Shop.dll")}");

        Assert.Equal(["Contracts.eventschemas.json", "Shop.eventschemas.json"], found.Select(one => (string?)one["subject"]));
        Assert.Contains("2 events", (string?)found[1]["detail"], StringComparison.Ordinal);
        Assert.Contains("1 event,", (string?)Assert.Single(named)["detail"], StringComparison.Ordinal);
        Assert.Equal(2, project.Length);
        Assert.Contains("1 event,", (string?)Assert.Single(assembly)["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"eventTy")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_contract_file_that_can_not_be_read_is_an_error_of_each_command(string text)
    {
        using var contracts = ContractFiles.Of<OrderPaid>();
        await File.WriteAllTextAsync(
            Path.Combine(contracts.Path, $"{Paid}.contract.json"), text, TestContext.Current.CancellationToken);
        string schema = Path.Combine(contracts.Path, $"{Paid}.avsc");
        string[] commands =
        [
            $"tail orders --contracts {contracts.Path}",
            $"doctor --contracts {contracts.Path}",
            $"registry status --contracts {contracts.Path}",
            $"diff {Paid} {Paid} --contracts {contracts.Path}",
            $"diff {schema} {schema}",
        ];

        foreach (string command in commands)
        {
            ToolRun run = await ToolRun.OfAsync(command, width: 400);

            Assert.True(run.ExitCode == 3, $"{command}: {run.ExitCode} {run.Error}");
            Assert.Contains($"{Paid}.contract.json: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_event_whose_contract_file_is_missing_is_a_warning_about_personal_data()
    {
        using var folder = new SettingsFolder();
        using var contracts = ContractFiles.Of<OrderPaid>();
        File.Delete(Path.Combine(contracts.Path, $"{Paid}.contract.json"));

        JsonNode warned = Assert.Single(await DiagnoseAsync("personal-data", folder, $"--contracts {contracts.Path}"));

        Assert.Equal(("warning", Paid), ((string?)warned["state"], (string?)warned["subject"]));
    }

    [Fact]
    public async Task An_event_whose_contract_file_is_missing_is_never_left_out_silently()
    {
        using var folder = new SettingsFolder(bus.Settings);
        using var contracts = ContractFiles.Of<OrderPaid>();
        contracts.Add<OrderPlaced>();
        File.Delete(Path.Combine(contracts.Path, $"{Paid}.contract.json"));
        new ServiceManifest().Handling("mail", "first", Paid).WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));
        string[] commands =
        [
            "registry status", "registry push", "registry pull", "registry diff", "registry levels", "topics plan", "topics apply", "lag",
            "groups reset mail --to latest", "replay --group mail --handler first --from earliest",
        ];

        foreach (string command in commands)
        {
            ToolRun run = await ToolRun.OfAsync($"{command} --contracts {contracts.Path}", folder.Path, width: 400);

            Assert.True(run.ExitCode == 3, $"{command}: {run.ExitCode} {run.Output} {run.Error}");
            Assert.Contains($"{Paid}.avsc has no .contract.json beside it", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("lag mail --topic orders")]
    [InlineData("groups reset mail --to latest --topic orders")]
    [InlineData("replay --group mail --handler first --from earliest --topic orders")]
    public async Task Settings_of_a_handler_that_the_code_does_not_have_are_an_error(string command)
    {
        using var folder = new SettingsFolder([.. bus.Settings, ("EventBus:Groups:mail:Handlers:frist:MaxAttempts", "3")]);
        new ServiceManifest()
            .With<OrderPlaced>()
            .Handling("mail", "first", Placed)
            .WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));

        ToolRun run = await ToolRun.OfAsync(command, folder.Path, width: 400);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(
            "EventBus:Groups:mail:Handlers:frist: the group has no such handler. It has first.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_library_s_events_those_count_that_the_service_registers()
    {
        using var folder = new SettingsFolder();
        new ServiceManifest()
            .With<OrderPlaced>()
            .Producing(Placed)
            .WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));
        new ServiceManifest().With<OrderPaid>(key: "payer").WriteTo(Path.Combine(folder.Path, "Library.eventschemas.json"));
        JsonNode unused = Assert.Single(await DiagnoseAsync("personal-data", folder));

        new ServiceManifest()
            .With<OrderPlaced>()
            .Producing(Placed)
            .Handling("mail", "first", Paid)
            .WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));
        JsonNode used = Assert.Single(await DiagnoseAsync("personal-data", folder));

        Assert.Equal(("ok", null), ((string?)unused["state"], (string?)unused["subject"]));
        Assert.Equal(("warning", Paid), ((string?)used["state"], (string?)used["subject"]));
    }

    [Theory]
    [InlineData("nothing.dll", "doesn't exist")]
    [InlineData("broken.eventschemas.json", "can't be read")]
    [InlineData("appsettings.json", "has no manifest")]
    [InlineData(".", "has no manifest")]
    public async Task What_is_no_manifest_is_an_error(string named, string error)
    {
        using var folder = new SettingsFolder();
        using var other = new SettingsFolder();
        other.WriteText("broken.eventschemas.json", "{");

        ToolRun run = await ToolRun.OfAsync(
            $"doctor --manifest {Path.Combine(named == "." ? folder.Path : other.Path, named)}", folder.Path);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonNode[]> DiagnoseAsync(string check, SettingsFolder folder, string options = "")
    {
        ToolRun run = await ToolRun.OfAsync($"doctor --json {options}", folder.Path);
        return [.. JsonNode.Parse(run.Output)!.AsArray().Where(one => (string?)one!["name"] == check)!];
    }
}
