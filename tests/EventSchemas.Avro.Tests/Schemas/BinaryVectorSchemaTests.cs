using System.Text.Json;

namespace EventSchemas.Avro.Tests;

/// <summary>The schemas of the binary vectors. The codec's tests read their bytes.</summary>
public sealed class BinaryVectorSchemaTests
{
    [Fact]
    public void Every_single_object_encoding_begins_with_the_header_of_its_schema()
    {
        foreach (JsonElement vector in Vectors())
        {
            string header = Convert.ToHexStringLower(AvroFingerprint.SingleObjectHeader(Schema(vector, "schema")));
            Assert.Equal(vector.GetProperty("singleObjectHex").GetString(), header + vector.GetProperty("hex").GetString());
        }
    }

    // Each of the two exceptions can't read some data of its writer, but can read the datum of its vector.
    [Fact]
    public void Every_reader_reads_its_writer_except_where_it_depends_on_the_datum()
    {
        string[] unreadable = [.. Vectors()
            .Where(vector => vector.TryGetProperty("readerSchema", out _))
            .Where(vector => AvroCompatibility.CanRead(Schema(vector, "readerSchema"), Schema(vector, "schema")).Count > 0)
            .Select(vector => vector.GetProperty("name").GetString()!)];

        Assert.Equal(["enum known, reader lacks other", "optional->required, non-null"], unreadable);
    }

    [Theory]
    [InlineData("silent", "EVS3101 EVS3103")]
    [InlineData("promote", "EVS3108")]
    public void Changes_of_meaning_are_reported(string name, string rules)
    {
        IEnumerable<string> found = Vectors()
            .Where(vector => vector.GetProperty("name").GetString()!.Contains(name, StringComparison.Ordinal))
            .SelectMany(vector => AvroRules.Check(Schema(vector, "readerSchema"), [Schema(vector, "schema")], CompatibilityLevel.Backward))
            .Where(finding => finding.Direction is null)
            .Select(finding => finding.Rule.Id);

        Assert.Equal(rules.Split(' '), found.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<JsonElement> Vectors() =>
        JsonDocument.Parse(SharedFiles.ConformanceFile("binary-vectors.json")).RootElement.EnumerateArray();

    private static AvroSchema Schema(JsonElement vector, string name) => AvroSchema.Parse(vector.GetProperty(name).GetRawText());
}
