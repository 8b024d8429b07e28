using System.Globalization;
using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A member whose Avro type is the same and whose C# type isn't (EVS3115).</summary>
public sealed class ChangedMeaningTests
{
    private const string Types = """

        public sealed class Cents : IAvroConverter<decimal, long>
        {
            public static long ToWire(decimal value) => (long)(value * 100);
            public static decimal FromWire(long wire) => wire / 100m;
        }
        public sealed class Units : IAvroConverter<decimal, long>
        {
            public static long ToWire(decimal value) => (long)value;
            public static decimal FromWire(long wire) => wire;
        }
        namespace N1
        {
            public sealed class Same : IAvroConverter<decimal, long>
            {
                public static long ToWire(decimal value) => (long)(value * 100);
                public static decimal FromWire(long wire) => wire / 100m;
            }
        }
        namespace N2
        {
            public sealed class Same : IAvroConverter<decimal, long>
            {
                public static long ToWire(decimal value) => (long)value;
                public static decimal FromWire(long wire) => wire;
            }
        }
        """;

    [Theory]
    [InlineData("string N", "Guid N", "was string in", "is Guid now")]
    [InlineData("Guid N", "string N", "was Guid in", "is string now")]
    [InlineData("DateTimeOffset N", "DateTime N", "was DateTimeOffset in", "is DateTime now")]
    [InlineData("DateTimeOffset? N", "Guid? N", "was DateTimeOffset in", "is Guid now")]
    [InlineData("List<Guid> N", "List<string> N", "was Guid in", "is string now")]
    [InlineData("System.Net.IPNetwork N", "System.Net.IPAddress N", "was IPNetwork in", "is IPAddress now")]
    [InlineData(
        "[AvroConverter(typeof(Cents))] decimal N", "[AvroConverter(typeof(Units))] decimal N",
        "was decimal by Cents in", "is decimal by Units now")]
    [InlineData(
        "[AvroConverter(typeof(N1.Same))] decimal N", "[AvroConverter(typeof(N2.Same))] decimal N",
        "was decimal by N1.Same in", "is decimal by N2.Same now")]
    [InlineData("Guid? N = null", "[AvroAlias(\"n\")] string? M = null", "was Guid in", "is string now")]
    [InlineData("long N", "[AvroConverter(typeof(Cents))] decimal N", "was long in", "is decimal by Cents now")]
    public async Task Another_meaning_of_the_same_wire_type_is_reported_until_it_is_accepted(
        string before, string now, string old, string @new)
    {
        using EventProject project = Project(before, now);

        string message = Assert.Single(await project.DiagnosticsAsync(), found => found.Id == "EVS3115")
            .GetMessage(CultureInfo.InvariantCulture);
        Assert.Contains(old, message, StringComparison.Ordinal);
        Assert.Contains(@new, message, StringComparison.Ordinal);

        await project.FixAsync(new AcceptMeaningFix(), "EVS3115");
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("Guid N", "Guid N, Guid? M = null")]
    [InlineData("Guid N, string? M", "Guid N")]
    [InlineData("Guid N", "Guid? N = null")]
    [InlineData("Guid N", "DateOnly N")]
    public async Task Members_that_came_or_went_and_types_that_the_schema_tells_apart_are_other_rules(string before, string now)
    {
        using EventProject project = Project(before, now);

        Assert.DoesNotContain(await project.DiagnosticsAsync(), found => found.Id == "EVS3115");
    }

    [Fact]
    public async Task A_contract_file_that_says_no_meanings_is_out_of_date_and_none_has_changed()
    {
        const string path = BuiltContracts.Folder + "/org.acme.a.v1.contract.json";
        using EventProject project = Project("Guid N", "string N");
        string text = await project.ContractTextAsync(path);
        int start = text.IndexOf("  \"meanings\"", StringComparison.Ordinal);
        int end = text.IndexOf("  \"sha256\"", StringComparison.Ordinal);
        project.WithContract(path, text.Remove(start, end - start));

        Assert.Equal(["EVS2002"], (await project.DiagnosticsAsync()).Select(found => found.Id));
    }

    private static EventProject Project(string before, string now) =>
        new EventProject(Source(now)).WithContractOf(Source(before));

    private static string Source(string members) =>
        $"[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A({members});" + Types;
}
