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
        "'More'", "#if !NEXT", "A");

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
        "'More', 'Note'", "#if NEXT", "A");

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
        "'Count'", "#if !NEXT", "Base", "'Number'", "#else", "Base");

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
        "'Count'", "#else", "A");

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
        "'Count'", "#if !NEXT", "Inner", "'More'", "#if NEXT", "Inner");

    [Fact]
    public Task A_part_of_a_record_is_reported_whether_this_build_has_it_or_not() => ReportsAsync(
        Head + """
        (string Name, Inner Inner, Kept Kept);

        {|#0:#if NEXT|}
        public partial record A
        {
            public int? More { get; init; }
        }
        #endif
        public partial record Inner(string Name);
        #if !NEXT
        public partial record Inner
        {
            public int? {|#1:Less|} { get; init; }
        }
        #endif
        #if !NEXT
        public partial record Kept(int Count)
        {
            public int Twice() => Count * 2;
        }
        #endif
        """,
        "'More'", "#if NEXT", "A", "'Less'", "#if !NEXT", "Inner");

    [Fact]
    public async Task A_part_in_another_file_is_reported()
    {
        var test = new RuleTest { TestCode = $"namespace Acme;\n{Head}(string Name);" };
        test.TestState.Sources.Add("""
            {|#0:#if NEXT|}
            namespace Acme
            {
                partial record A
                {
                    public int? More { get; init; }
                }
            }
            #endif
            """);
        await test.Expecting(RuleTest.Rule("EVS2011").WithLocation(0).WithArguments("'More'", "#if NEXT", "A")).VerifyAsync();
    }

    [Fact]
    public Task A_record_that_is_declared_in_two_shapes_is_reported() => ReportsAsync(
        Head + """
        (Inner Inner);

        #if NEXT
        public record Inner(long Count, string Name);
        #else
        public record Inner(int {|#0:Count|}, string Name);
        #endif
        """,
        "'Count'", "#else", "Inner");

    [Theory]
    [InlineData("[PersonalData] of 'Name'", "string Name", "[PersonalData]", "")]
    [InlineData("[AvroName] of 'Name'", "string Name", "[AvroName(\"n\")]", "[AvroName(\"m\")]")]
    [InlineData("The default of 'Name'", ")", "= \"a\"", "")]
    [InlineData("'Name'", " Name", "?", "")]
    public async Task What_a_record_says_about_a_member_is_reported(string what, string before, string conditional, string otherwise)
    {
        bool isElse = otherwise.Length > 0;
        string branches = isElse
            ? $"#if NEXT\n{conditional}\n#else\n[{{|#0:{otherwise[1..^1]}|}}]\n#endif"
            : $"{{|#0:#if NEXT|}}\n{conditional}\n#endif";
        string source = Head + "(string Name);".Replace(before, $"\n{branches}\n{before}", StringComparison.Ordinal);
        await ReportsAsync(source, what, isElse ? "#else" : "#if NEXT", "A");
    }

    [Fact]
    public Task What_a_type_says_about_itself_is_reported() => ReportsAsync(
        """
        [OpenEdxEvent("org.acme.a.v1",
        {|#0:#if NEXT|}
            Topic = "other",
        #endif
            FeatureFlag = "F")]
        public partial record A(Kind Kind, Union Union, Inner Inner);

        public enum Kind
        {
            One,
        #if !NEXT
            {|#1:Two|},
        #endif
        {|#2:#if NEXT|}
            Three,
        #endif
        }

        [AvroUnion(typeof(First)
        {|#3:#if NEXT|}
            , typeof(Second)
        #endif
            )]
        public abstract record Union;
        public record First(int Count) : Union;
        public record Second(int Count) : Union;

        #if !NEXT
        [{|#4:AvroName("Wire")|}]
        #endif
        public record Inner(string Name)
        #if !NEXT
            : {|#5:Base|}
        #endif
        ;

        public record Base { public int Count { get; init; } }
        """,
        "[OpenEdxEvent]", "#if NEXT", "A",
        "'Two'", "#if !NEXT", "Kind",
        "'Three'", "#if NEXT", "Kind",
        "[AvroUnion]", "#if NEXT", "Union",
        "[AvroName]", "#if !NEXT", "Inner",
        "The base type Base", "#if !NEXT", "Inner");

    [Fact]
    public Task Conditions_that_depend_on_each_other_are_read_together() => ReportsAsync(
        Head + """
        (
        #if NEXT
            int First
        #else
            int First,
        #endif
        #if !NEXT
            int {|#0:Second|}
        #endif
        {|#1:#if NEXT && LATER|}
            , int Third
        #endif
            );
        """,
        "'Second'", "#if !NEXT", "A", "'Third'", "#if NEXT && LATER", "A");

    [Fact]
    public Task What_does_not_travel_may_be_conditional() => RuleTest.QuietAsync("""
        #if !NEXT
        [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")]
        public partial record A(
        #if NEXT
            [property: Obsolete("Old.")]
        #endif
            int Count,
            Level Level)
        #if NEXT
            : IComparable
        #endif
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
            public int Shown { get; private set; }
            private int Hidden { get; set; }
        #endif
        #endregion
        #nullable restore
        }

        public enum Level
        {
            Low =
        #if NEXT
                1
        #else
                2
        #endif
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
