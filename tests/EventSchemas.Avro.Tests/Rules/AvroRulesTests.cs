namespace EventSchemas.Avro.Tests;

public sealed class AvroRulesTests
{
    private static readonly CompatibilityLevel[] Levels = Enum.GetValues<CompatibilityLevel>();

    public static TheoryData<string> EditTexts => [.. Edits.All.SelectMany(group => group.Edits).Select(edit => edit.Text)];

    [Theory]
    [MemberData(nameof(EditTexts))]
    public void An_edit_is_reported_by_its_rules_at_every_level(string text)
    {
        Edit edit = Find(text);
        foreach (CompatibilityLevel level in Levels)
        {
            IReadOnlyList<AvroRuleFinding> findings = AvroRules.Check(edit.New, [edit.Old], level);

            Assert.Equal(edit.Expected(level), Ids(findings, AvroRuleCategory.Reading));
            Assert.Equal(edit.Expected(level).Length == 0, AvroCompatibility.Check(edit.New, [edit.Old], level).Count == 0);
            Assert.All(findings, finding => Assert.Contains(level, finding.Rule.Levels));
        }
    }

    [Theory]
    [MemberData(nameof(EditTexts))]
    public void An_edit_that_changes_the_meaning_is_reported_unless_the_level_is_NONE(string text)
    {
        Edit edit = Find(text);

        Assert.Equal(
            edit.Meaning.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Levels.SelectMany(level => Ids(AvroRules.Check(edit.New, [edit.Old], level), AvroRuleCategory.Meaning))
                .Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(AvroRules.Check(edit.New, [edit.Old], CompatibilityLevel.None));
    }

    [Theory]
    [MemberData(nameof(EditTexts))]
    public void An_edit_is_reported_for_readers_on_Redis_at_every_level(string text)
    {
        Edit edit = Find(text);
        foreach (CompatibilityLevel level in Levels)
        {
            IReadOnlyList<AvroRuleFinding> findings = AvroRules.Check(edit.New, [edit.Old], level, AvroReading.Unresolved);

            Assert.Equal(
                edit.ExpectedOnRedis(level),
                findings.Select(finding => finding.Rule.Id).Distinct().Order(StringComparer.Ordinal));
            Assert.All(findings, finding => Assert.Contains(level, finding.Rule.Levels));
            Assert.All(findings, finding => Assert.True(finding.Rule.Reading.HasFlag(AvroReading.Unresolved)));
        }
    }

    [Fact]
    public void Readers_on_both_have_the_findings_of_each()
    {
        Edit edit = Find("Make a member optional");

        Assert.Equal(
            ["EVS3008", "EVS3305", "EVS3305"],
            Ids(
                AvroRules.Check(
                    edit.New, [edit.Old], CompatibilityLevel.Full, AvroReading.Resolved | AvroReading.Unresolved),
                AvroRuleCategory.Reading));
        Assert.Empty(AvroRules.Check(edit.New, [edit.Old], CompatibilityLevel.Full, AvroReading.None));
    }

    [Theory]
    [MemberData(nameof(EditTexts))]
    public void A_break_with_an_older_version_is_reported_at_transitive_levels_only(string text)
    {
        Edit edit = Find(text);
        foreach (CompatibilityLevel level in Levels)
        {
            IReadOnlyList<AvroRuleFinding> findings = AvroRules.Check(edit.New, [edit.Old, edit.New], level);

            Assert.Equal(
                level.IsTransitive() ? edit.Expected(level) : [],
                Ids([.. findings.Where(finding => finding.VersionIndex == 0)], AvroRuleCategory.Reading));
            Assert.Equal(
                level != CompatibilityLevel.None && AvroCompatibility.CanRead(edit.New, edit.New).Count > 0,
                findings.Any(finding => finding.VersionIndex == 1));
        }
    }

    [Fact]
    public void Every_rule_reports_some_edit() =>
        Assert.Equal(
            AvroRules.All.Select(rule => rule.Id),
            Edits.All.SelectMany(group => group.Edits)
                .SelectMany(edit => $"{edit.Backward} {edit.Forward} {edit.Meaning} {edit.Redis}"
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(id => id.TrimEnd('<', '>'))
                .Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_are_found_by_id_and_by_name_and_have_a_purpose()
    {
        Assert.Same(AvroRules.Find("evs3001"), AvroRules.Find("FIELD_REMOVED"));
        Assert.Null(AvroRules.Find("EVS9999"));
        Assert.Equal(AvroRules.All.Count, AvroRules.All.Select(rule => rule.Name).Distinct().Count());
        Assert.All(AvroRules.All, rule => Assert.EndsWith(".", rule.Purpose, StringComparison.Ordinal));
        Assert.All(AvroRules.All, rule => Assert.DoesNotContain(CompatibilityLevel.None, rule.Levels));
    }

    [Fact]
    public void Breaks_with_every_version_are_reported_and_changes_of_meaning_since_the_latest_only()
    {
        AvroSchema Of(string fields) => AvroSchema.Parse(RecordText.Of("R", fields));
        AvroSchema[] history =
        [
            Of("'a': 'int'"),
            Of("'a': 'int'; 'b': 'string' = 'x'; 'c': 'int'"),
            Of("'a': 'int'; 'b': 'string' = 'y'; 'c': 'int' = 0"),
        ];
        AvroSchema candidate = Of("'a': 'int'; 'd': 'bytes'; 'b': 'string' = 'z'");

        Assert.Equal(
            [
                "EVS3002 FIELD_ADDED_WITHOUT_DEFAULT: d: added (bytes) (version 0, Backward)",
                "EVS3001 FIELD_REMOVED: c: removed (int) (version 1, Forward)",
                "EVS3002 FIELD_ADDED_WITHOUT_DEFAULT: d: added (bytes) (version 1, Backward)",
                "EVS3002 FIELD_ADDED_WITHOUT_DEFAULT: d: added (bytes) (version 2, Backward)",
                "EVS3104 DEFAULT_CHANGED: b: default \"y\" became \"z\" (version 2)",
            ],
            AvroRules.Check(candidate, history, CompatibilityLevel.FullTransitive).Select(finding => finding.ToString()));
    }

    private static Edit Find(string text) => Edits.All.SelectMany(group => group.Edits).Single(edit => edit.Text == text);

    private static string[] Ids(IReadOnlyList<AvroRuleFinding> findings, AvroRuleCategory category) =>
        [.. findings.Where(finding => finding.Rule.Category == category).Select(finding => finding.Rule.Id).Order(StringComparer.Ordinal)];
}
