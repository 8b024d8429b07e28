namespace EventSchemas.Package.Tests;

/// <summary>Settings of a folder and of a project that analyzers, generator and tasks must interpret in the same way.</summary>
public sealed class SettingsTests(PackageFeed feed)
{
    [Fact]
    public void A_folder_has_its_own_level_in_analyzers_contract_file_and_tasks()
    {
        using var project = new ConsumingProject(
            feed,
            ("Inside/.editorconfig", "[*.cs]\neventschemas_compatibility = BACKWARD\n"),
            ("Inside/Counted.cs", Event("Inside", "Counted")),
            ("Outside/Measured.cs", Event("Outside", "Measured")));
        project.Build("-t:ShipEventSchemas");
        Assert.Contains(
            "\"compatibility\": \"BACKWARD\"", project.Read("schemas/org.acme.counted.v1.contract.json"), StringComparison.Ordinal);
        Assert.Contains(
            "\"compatibility\": \"FULL_TRANSITIVE\"",
            project.Read("schemas/org.acme.measured.v1.contract.json"),
            StringComparison.Ordinal);

        // A wider number type: new readers can read it, older ones can't.
        project.Edit("Inside/Counted.cs", "int Value", "long Value");
        project.Edit("Outside/Measured.cs", "int Value", "long Value");
        string error = Assert.Single(project.Fail());
        Assert.StartsWith("Outside/Measured.cs(6,", error, StringComparison.Ordinal);
        Assert.Contains("error EVS3006: 'Value' was int in version 1 of org.acme.measured.v1", error, StringComparison.Ordinal);

        project.Edit("Outside/Measured.cs", "long Value", "int Value");
        project.Build("-t:AcceptEventSchemas");
        project.Build("-t:ShipEventSchemas");
        Assert.True(project.Has("schemas/shipped/org.acme.counted.v1/2.avsc"), "What the folder's level allows was not shipped.");
        Assert.False(project.Has("schemas/shipped/org.acme.measured.v1/2.avsc"), "What has not changed was shipped.");
        project.Build("-p:CI=true");
    }

    [Fact]
    public void A_preset_raises_severities_and_a_wrong_one_is_an_error()
    {
        using var project = new ConsumingProject(
            feed,
            ("Measured.cs", Event("Outside", "Measured").Replace(", FeatureFlag = \"MeasuredEvent\"", "", StringComparison.Ordinal)));
        Assert.Equal(
            ["error EVS2008: EventSchemasPreset is 'strickt', but must be strict or relaxed."],
            project.Fail("-p:EventSchemasPreset=strickt").Select(line => line[line.IndexOf("error", StringComparison.Ordinal)..]));
        Assert.Contains(project.Fail("-p:EventSchemasPreset=Strict"), line => line.Contains("error EVS4001: ", StringComparison.Ordinal));
        project.Build("-p:EventSchemasPreset=relaxed");
    }

    private static string Event(string @namespace, string name) => $$"""
        using EventSchemas;

        namespace Shop.{{@namespace}};

        [OpenEdxEvent("org.acme.{{name.ToLowerInvariant()}}.v1", FeatureFlag = "{{name}}Event")]
        public sealed partial record {{name}}(int Value);
        """;
}
