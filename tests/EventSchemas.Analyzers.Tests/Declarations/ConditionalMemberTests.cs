namespace EventSchemas.Analyzers.Tests;

/// <summary>Members that a record has in some builds only (EVS2011): no test defines NEXT.</summary>
public sealed class ConditionalMemberTests
{
    private const string Head = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record A";

    [Fact]
    public Task A_parameter_that_this_build_has_is_reported_at_its_name() => ReportsAsync(
        Head + """
        (
            int Count
        #if !NEXT
            , int {|#0:More|}
        #endif
            );
        """,
        "More", "#if !NEXT", "A");

    [Fact]
    public Task A_parameter_that_this_build_lacks_is_reported_at_the_directive() => ReportsAsync(
        Head + """
        (
            int Count
        {|#0:#if NEXT|}
            , int More, [property: Obsolete] string? Note = null // for later
        #endif
            );
        """,
        "More', 'Note", "#if NEXT", "A");

    [Fact]
    public Task A_property_is_reported_in_either_branch_in_a_nested_and_in_a_base_record() => ReportsAsync(
        Head + """
        (Inner Inner);

        public abstract record Base
        {
        #if !NEXT
            public int {|#0:Count|} { get; init; }
        {|#1:#else|}
            public required long Number { get; init; }
        #endif
        }

        public record Inner(string Name) : Base;
        """,
        "Count", "#if !NEXT", "Base", "Number", "#else", "Base");

    [Fact]
    public Task A_type_under_a_condition_is_reported_at_the_member() => ReportsAsync(
        Head + """
        (
        #if NEXT
            long
        #else
            int
        #endif
            {|#0:Count|});
        """,
        "Count", "#else", "A");

    [Fact]
    public Task A_record_that_two_events_reach_is_reported_once() => ReportsAsync(
        Head + """
        (Inner Inner);

        [OpenEdxEvent("org.acme.b.v1", FeatureFlag = "F")]
        public partial record B(Inner Inner);

        public record Inner(string Name)
        {
        #if !NEXT
            public int {|#0:Count|} { get; init; }
        #endif
        {|#1:#if NEXT|}
            public int More { get; init; }
        #endif
        }
        """,
        "Count", "#if !NEXT", "Inner", "More", "#if NEXT", "Inner");

    [Fact]
    public Task What_does_not_travel_may_be_conditional() => RuleTest.QuietAsync("""
        #if !NEXT
        [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")]
        public partial record A(
        #if NEXT
            [property: Obsolete("Old.")]
        #endif
            int Count)
        {
        #nullable disable
        #region Methods
        #if !NEXT
            public int Twice() => Count * 2;
            public int Double => Count * 2;
        #endif
        #if NEXT
            public int Triple() => Count * 3;
            public int Threefold => Count * 3;
            public static int Number { get; set; }
            private int Hidden { get; set; }
        #endif
        #endregion
        #nullable restore
        }

        public record NoEvent(int Count)
        {
        #if !NEXT
            public int More { get; init; }
        #endif
        }
        #endif
        """);

    [Fact]
    public async Task Events_without_contracts_may_be_conditional()
    {
        RuleTest test = new RuleTest { TestCode = Head + "(int Count\n#if !NEXT\n, int More\n#endif\n);" };
        await test.WithProperty("EventSchemasContracts", "false").VerifyAsync();
    }

    // The arguments are three for each place.
    private static Task ReportsAsync(string source, params string[] arguments) => new RuleTest { TestCode = source }
        .Expecting([.. arguments.Chunk(3).Select((three, i) => RuleTest.Rule("EVS2011").WithLocation(i).WithArguments([.. three]))])
        .VerifyAsync();
}
