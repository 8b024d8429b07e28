using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A changed type is put back, alone or with a member of the new type beside it.</summary>
public sealed class RestoreTypeTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record ";

    [Theory]
    [InlineData("EVS3006", "A(int Count);", "A(long Count);", "A(int Count);", "A(int Count, long? CountAsLong = null);")]
    [InlineData("EVS3003", "A(int Count);", "A(bool Count = true);", "A(int Count);", "A(int Count, bool? CountAsBool = null);")]
    [InlineData(
        "EVS3003",
        "A(int Count = 5);",
        "A(string Count = \"\");",
        "A(int Count = 5);",
        "A(int Count = 5, string? CountAsString = null);")]
    [InlineData(
        "EVS3006",
        "A(List<int?> Counts);",
        "A(List<long?> Counts);",
        "A(List<int?> Counts);",
        "A(List<int?> Counts, List<long?>? CountsAsListlong = null);")]
    [InlineData(
        "EVS3103",
        "A([AvroDecimal(9, 2)] decimal Price);",
        "A([AvroDecimal(9, 4), PersonalData] decimal Price);",
        "A([AvroDecimal(9, 2), PersonalData] decimal Price);",
        "A([AvroDecimal(9, 2), PersonalData] decimal Price, [AvroDecimal(9, 4), PersonalData] decimal? PriceAsDecimal = null);")]
    [InlineData(
        "EVS3003",
        "A(int Price);",
        "A([AvroDecimal(9, 4)] decimal Price);",
        "A(int Price);",
        "A(int Price, [AvroDecimal(9, 4)] decimal? PriceAsDecimal = null);")]
    [InlineData(
        "EVS3003",
        "A(\n\tint Count, // the count\n\tint Size // the size\n);",
        "A(\n\tstring Count, // the count\n\tint Size // the size\n);",
        "A(\n\tint Count, // the count\n\tint Size // the size\n);",
        "A(\n\tint Count, // the count\n\tint Size, // the size\n\tstring? CountAsString = null\n);")]
    [InlineData(
        "EVS3006",
        "A\n{\n\tpublic required int Count { get; init; } // the count\n}",
        "A\n{\n\tpublic required long Count { get; init; } // the count\n}",
        "A\n{\n\tpublic required int Count { get; init; } // the count\n}",
        "A\n{\n\tpublic required int Count { get; init; } // the count\n\n\tpublic long? CountAsLong { get; init; }\n}")]
    [InlineData("EVS3115", "A(Guid Id);", "A(string Id);", "A(Guid Id);", "A(Guid Id, string? IdAsString = null);")]
    public async Task The_old_type_is_back(string rule, string before, string after, string alone, string beside)
    {
        foreach ((string action, string expected) in new[] { ("RestoreType", alone), ("RestoreTypeBeside", beside) })
        {
            using EventProject project = new EventProject(Event + after).WithContractOf(Event + before).WithShipped(1, Event + before);

            await project.FixAsync(new RestoreRecordFix(), rule, action);

            Assert.Equal(Event + expected, await project.TextAsync("File0.cs"));
            Assert.Empty(await project.CompilerErrorsAsync());
            Assert.DoesNotContain(await project.DiagnosticsAsync(), found => found.Id == rule);
        }
    }

    [Theory]
    [InlineData("static class Caller { static A Big() => new A(Count: 5_000_000_000); }", "")]
    [InlineData("static class Caller { static A Big() => new A(5_000_000_000); }", "")]
    [InlineData(
        "class Store { public A? Last { get; set; } }",
        "class Caller { void Big(Store store) => store.Last = new(5_000_000_000); }")]
    [InlineData(
        "class Store { public Dictionary<string, A> All { get; } = []; } class Other { public Store? Store; }",
        """
        class Caller
        {
            void Big(Other other)
            {
                foreach (var (_, one) in other.Store!.All)
                {
                    _ = one with { Count = 5_000_000_000 };
                }
            }
        }
        """)]
    [InlineData("global using Alias = A;", "class Caller { Alias Big() => new Alias(5_000_000_000); }")]
    [InlineData(
        "class Store : List<A>;",
        "class Caller { List<long> Counts(Store store) => store.Select(one => one.Count).ToList(); }")]
    public async Task A_caller_that_would_not_compile_keeps_the_type_as_it_is(string uses, string caller)
    {
        const string usings = "using System; using System.Collections.Generic; using System.Linq; ";
        string other = uses.StartsWith("global", StringComparison.Ordinal) ? uses : usings + uses;
        using EventProject project = new EventProject(Event + "A(long Count);", other, usings + caller)
            .WithShipped(1, Event + "A(int Count);");

        Assert.Empty(await project.CompilerErrorsAsync());
        Assert.Empty(await project.OfferedAsync(new RestoreRecordFix(), "EVS3006"));
    }

    [Fact]
    public async Task A_file_that_has_a_member_of_the_same_name_does_not_matter()
    {
        using EventProject project = new EventProject(
            Event + "A(long Count);", "class Other { public string Count = \"\"; int Length(Other other) => other.Count.Length; }")
            .WithShipped(1, Event + "A(int Count);");

        Assert.NotEmpty(await project.OfferedAsync(new RestoreRecordFix(), "EVS3006"));
    }

    [Theory]
    [InlineData("EVS3111", ", Topic = \"a\"", ", Topic = \"b\"", "Put the topic 'a' back")]
    [InlineData("EVS3111", "", ", Topic = \"b\"", "Remove the topic of 'A' again")]
    [InlineData("EVS3111", ", Topic = \"a\"", "", "Put the topic 'a' back")]
    [InlineData("EVS3112", ", Key = \"Name\"", ", Key = \"Title\"", "Put the key 'Name' back")]
    public async Task What_the_attribute_said_is_back(string rule, string before, string after, string title)
    {
        string source =
            $"[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\"{before})] public partial record A(string Name, string Title);";
        using EventProject project = new EventProject(source.Replace($"\"F\"{before}", $"\"F\"{after}", StringComparison.Ordinal))
            .WithContractOf(source);

        Assert.Equal([title], await project.OfferedAsync(new RestoreRecordFix(), rule));
        await project.FixAsync(new RestoreRecordFix(), rule);

        Assert.Equal(source, await project.TextAsync("File0.cs"));
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Fact]
    public async Task A_lowered_level_is_back()
    {
        const string before = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(string Name);";
        using EventProject project = new EventProject(before.Replace(
            "\"F\"", "\"F\", Compatibility = EventSchemas.Avro.CompatibilityLevel.Backward", StringComparison.Ordinal))
            .WithContractOf(before)
            .WithShipped(1, before);

        await project.FixAsync(new RestoreRecordFix(), "EVS3114");

        Assert.Contains(
            "Compatibility = EventSchemas.Avro.CompatibilityLevel.FullTransitive",
            await project.TextAsync("File0.cs"),
            StringComparison.Ordinal);
        Assert.Empty(await project.DiagnosticsAsync());
    }
}
