namespace EventSchemas.Analyzers.Tests;

public sealed class FeatureFlagRulesTests
{
    private const string Head = "[OpenEdxEvent(\"org.acme.a.v1\"";

    [Theory]
    [InlineData(")] partial record {|EVS4001:A|}(int Count);")]
    [InlineData(", FeatureFlag = \"\")] partial record {|EVS4001:A|}(int Count);")]
    [InlineData(", FeatureFlag = null)] partial record {|EVS4001:A|}(int Count);")]
    [InlineData(", StableBecause = \" \")] partial record {|EVS4001:A|}(int Count);")]
    [InlineData(", Role = EventRole.Owner)] partial record {|EVS4001:A|}(int Count);")]
    [InlineData(", FeatureFlag = \"F\")] partial record A(int Count);")]
    [InlineData(", StableBecause = \"in use since 2020\")] partial record A(int Count);")]
    [InlineData(", Role = EventRole.Mirror)] partial record A(int Count);")]
    [InlineData(", FeatureFlag = {|CS0029:1|})] partial record A(int Count);")]
    [InlineData(", FeatureFlag = {|CS0103:Flags|}.New)] partial record A(int Count);")]
    public Task An_event_has_a_flag_or_a_reason_or_another_owner(string source) => RuleTest.QuietAsync(Head + source);

    [Theory]
    [InlineData("2026-03-01", "FeatureFlag = \"F\", FlagRemoveBy = {|EVS4003:\"2026-02-28\"|}")]
    [InlineData("2026-02-28", "FeatureFlag = \"F\", FlagRemoveBy = \"2026-02-28\"")]
    [InlineData("2026-02-27", "FeatureFlag = \"F\", FlagRemoveBy = \"2026-02-28\"")]
    [InlineData("2026-02-27", "FeatureFlag = \"F\", FlagRemoveBy = {|EVS4004:\"28.02.2026\"|}")]
    [InlineData("2026-02-27", "FeatureFlag = \"F\", FlagRemoveBy = {|EVS4004:\"2026-02-29\"|}")]
    [InlineData("2026-02-27", "FeatureFlag = \"F\", FlagRemoveBy = {|EVS4004:\"\"|}")]
    [InlineData("2026-02-27", "FeatureFlag = \"F\", FlagRemoveBy = null")]
    [InlineData("2026-02-27", "StableBecause = \"old\", FlagRemoveBy = {|EVS4004:\"2026-02-28\"|}")]
    [InlineData("2030-01-01", "StableBecause = \"old\", FlagRemoveBy = {|EVS4004:\"2026-02-28\"|}")]
    public Task A_valid_last_day_of_a_flag_is_not_reported(string today, string arguments) =>
        new RuleTest { TestCode = $"{Head}, {arguments})] partial record A(int Count);" }.WithProperty("EventSchemasToday", today)
            .VerifyAsync();

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("")]
    public Task Without_a_day_of_the_build_the_current_day_counts(string today) =>
        new RuleTest
        {
            DisabledDiagnostics = { "EVS2008" },
            TestCode = $"{Head}, FeatureFlag = \"F\", FlagRemoveBy = {{|EVS4003:\"2020-01-01\"|}})] partial record A(int Count); "
                + "[OpenEdxEvent(\"org.acme.b.v1\", FeatureFlag = \"F\", FlagRemoveBy = \"9999-12-31\")] partial record B(int Count);",
        }.WithProperty("EventSchemasToday", today).VerifyAsync();

    [Fact]
    public Task The_messages_say_flag_event_and_day() =>
        new RuleTest
        {
            TestCode = """
                [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "Old", FlagRemoveBy = {|#0:"2026-02-28"|})] partial record A(int Count);
                [OpenEdxEvent("org.acme.b.v1", StableBecause = "old", FlagRemoveBy = {|#1:"2026-02-28"|})] partial record B(int Count);
                [OpenEdxEvent("org.acme.c.v1", FeatureFlag = "New", FlagRemoveBy = {|#2:"soon"|})] partial record C(int Count);
                """,
        }
        .WithProperty("EventSchemasToday", "2026-03-01")
        .Expecting(
            RuleTest.Rule("EVS4003").WithLocation(0).WithArguments("Old", "A", "2026-02-28"),
            RuleTest.Rule("EVS4004").WithLocation(1).WithArguments(
                "B", "2026-02-28", "the event has no FeatureFlag, so add one or remove FlagRemoveBy"),
            RuleTest.Rule("EVS4004").WithLocation(2).WithArguments("C", "soon", "write a day as yyyy-MM-dd"))
        .VerifyAsync();
}
