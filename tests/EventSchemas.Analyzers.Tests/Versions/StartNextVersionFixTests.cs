using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

public sealed class StartNextVersionFixTests
{
    private const string Before = """
        namespace Acme.Events;

        [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Buyer.Email", FeatureFlag = "OrderPlacedEvent")]
        public sealed partial record OrderPlaced(
            Buyer Buyer, int Items, Mode Mode, List<Line> Lines, string? Note = null, string Currency = "EUR");

        public sealed partial record Buyer(
            [PersonalData] string Email, [AvroDecimal(9, 2)] decimal Credit, [AvroName("__legacy")] DateOnly Since);

        public sealed record Line(string Sku, [AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset At);

        public enum Mode { [AvroDefaultSymbol] Audit, Verified }
        """;

    private const string Summary = "/// <summary>Version 1 of the event as it was shipped, for services that still read it. "
        + "Its successor is declared beside it.</summary>";

    [Fact]
    public async Task The_shipped_version_stays_declared_and_the_edited_record_is_the_next_event()
    {
        using EventProject project = Project();

        await project.FixAsync(new MeantBreakFix(), "EVS3006", "StartNextVersion");

        Assert.Contains(
            "[OpenEdxEvent(\"org.acme.order.placed.v2\", Topic = \"orders\", Key = \"Buyer.Email\", FeatureFlag = "
            + "\"OrderPlacedEventV2\")]",
            await project.TextAsync("File0.cs"),
            StringComparison.Ordinal);
        Assert.Equal(
            $$"""
            #nullable enable
            using System;
            using System.Collections.Generic;
            using EventSchemas;

            namespace Acme.Events.V1;

            {{Summary}}
            [OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Buyer.Email", FeatureFlag = "OrderPlacedEvent")]
            public sealed partial record OrderPlaced(
                Buyer Buyer,
                int Items,
                Mode Mode,
                IReadOnlyList<Line> Lines,
                string? Note,
                [AvroDefault(Json = "\"EUR\"")] string Currency);

            /// <summary>A part of version 1 of <see cref="OrderPlaced"/>.</summary>
            public sealed partial record Buyer(
                [PersonalData] string Email,
                [AvroDecimal(9, 2)] decimal Credit,
                [AvroName("__legacy")] DateOnly Legacy);

            /// <summary>A part of version 1 of <see cref="OrderPlaced"/>.</summary>
            public sealed record Line(
                string Sku,
                [AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset At);

            /// <summary>A part of version 1 of <see cref="OrderPlaced"/>.</summary>
            public enum Mode
            {
                [AvroDefaultSymbol] Audit,
                Verified,
            }

            """,
            await project.TextAsync("OrderPlaced.V1.cs"));
    }

    [Fact]
    public async Task What_is_left_is_a_new_event_without_a_contract()
    {
        using EventProject project = Project();

        await project.FixAsync(new MeantBreakFix(), "EVS3006", "StartNextVersion");

        Assert.Equal(
            ["EVS1016 \"Buyer.Email\"", "EVS2001 OrderPlaced", "EVS1016 \"Buyer.Email\""], await project.UnderlinedAsync());
        Assert.Empty(await project.CompilerErrorsAsync());
    }

    [Fact]
    public async Task Its_diagnostic_disappears_and_no_other_appears()
    {
        const string head = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record A(";
        RuleTest test = RuleTest.Of<MeantBreakFix>("StartNextVersion");
        test.TestCode = head + "long {|EVS3006:Count|});";
        test.FixedCode = head.Replace("v1", "v2", StringComparison.Ordinal).Replace("\"F\"", "\"FV2\"", StringComparison.Ordinal)
            + "long Count);";
        test.FixedState.Sources.Add(("/0/A.V1.cs", $$"""
            #nullable enable
            using System;
            using System.Collections.Generic;
            using EventSchemas;

            namespace V1;

            {{Summary}}
            [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")]
            public sealed partial record A(
                int Count);

            """));
        test.CodeFixTestBehaviors |= Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck;
        await test.After(head + "int Count);").VerifyAsync();
    }

    [Theory]
    [InlineData("org.acme.a.v1", "org.acme.a.v2", "F", "FV2")]
    [InlineData("org.acme.a.v9", "org.acme.a.v10", "FV9", "FV10")]
    [InlineData("org.acme.a", "org.acme.a.v2", "F", "FV2")]
    [InlineData("org.acme.views", "org.acme.views.v2", "F", "FV2")]
    public async Task The_numbers_of_an_event_type_and_a_flag_are_incremented(string eventType, string next, string flag, string nextFlag)
    {
        string source = $"[OpenEdxEvent(\"{eventType}\", FeatureFlag = \"{flag}\")] public partial record A(int Count);";
        using EventProject project = new EventProject(source.Replace("int", "long", StringComparison.Ordinal)).WithContractOf(source)
            .WithShipped(1, source);

        await project.FixAsync(new MeantBreakFix(), "EVS3006", "StartNextVersion");

        Assert.StartsWith(
            $"[OpenEdxEvent(\"{next}\", FeatureFlag = \"{nextFlag}\")]", await project.TextAsync("File0.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_offered_for_what_was_never_shipped()
    {
        using EventProject project = new EventProject(Before.Replace("int Items", "long Items", StringComparison.Ordinal))
            .WithContractOf(Before);

        await Assert.ThrowsAnyAsync<Exception>(() => project.FixAsync(new MeantBreakFix(), "EVS3006", "StartNextVersion"));
    }

    private static EventProject Project() =>
        new EventProject(Before.Replace("int Items", "long Items", StringComparison.Ordinal)).WithContractOf(Before)
            .WithShipped(1, Before);
}
