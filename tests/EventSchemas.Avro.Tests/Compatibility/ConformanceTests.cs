using System.Text.Json;

namespace EventSchemas.Avro.Tests;

public sealed class ConformanceTests
{
    // Both are from an Apache engine that compares the shape of records and not their names. We follow SchemaCompatibility, which
    // registries use; Python services drop such an event too.
    private static readonly string[] NamesCount =
    [
        "java/TestSchemaValidation.reflectMatchStructure#0",
        "java/TestSchemaValidation.reflectWithAllowNullMatchStructure#0",
    ];

    [Fact]
    public void Every_core_case_has_the_verdict_of_the_reference_implementation()
    {
        var wrong = new List<string>();
        int judged = 0;
        foreach (JsonElement test in Cases())
        {
            string name = test.GetProperty("name").GetString()!;
            bool expected = test.GetProperty("expected").GetString() == "compatible" && !NamesCount.Contains(name);
            IReadOnlyList<AvroIncompatibility> found = Judge(test);
            judged++;
            if (expected != (found.Count == 0))
            {
                wrong.Add($"{name}: expected {expected}, found {string.Join("; ", found)}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(judged > 200);
    }

    [Fact]
    public void Every_core_case_that_gives_reasons_has_these_reasons()
    {
        var wrong = new List<string>();
        int judged = 0;
        foreach (JsonElement test in Cases().Where(test => test.TryGetProperty("incompatibilities", out _)))
        {
            string[] expected = [.. test.GetProperty("incompatibilities").EnumerateArray()
                .Select(i => string.Join(' ', new[] { "kind", "location", "message" }.Select(name => i.GetProperty(name).GetString())))
                .Order(StringComparer.Ordinal)];
            string[] actual = [.. Judge(test).Select(i => $"{JavaName(i.Kind)} {i.Location} {i.Message}").Order(StringComparer.Ordinal)];
            judged++;
            if (!expected.SequenceEqual(actual))
            {
                wrong.Add(
                    $"{test.GetProperty("name").GetString()}: "
                    + $"expected {string.Join("; ", expected)}, found {string.Join("; ", actual)}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(judged > 30);
    }

    private static IReadOnlyList<AvroIncompatibility> Judge(JsonElement test)
    {
        if (!test.TryGetProperty("level", out JsonElement level))
        {
            return AvroCompatibility.CanRead(Schema(test, "reader"), Schema(test, "writer"));
        }

        Assert.True(CompatibilityLevels.TryParseRegistryName(level.GetString(), out CompatibilityLevel parsed));
        AvroSchema[] history = [.. test.GetProperty("history").EnumerateArray().Select(schema => AvroSchema.Parse(schema.GetRawText()))];
        return [.. AvroCompatibility.Check(Schema(test, "candidate"), history, parsed).Select(finding => finding.Incompatibility)];
    }

    private static AvroSchema Schema(JsonElement test, string name) => AvroSchema.Parse(test.GetProperty(name).GetRawText());

    private static IEnumerable<JsonElement> Cases() =>
        JsonDocument.Parse(SharedFiles.ConformanceFile("compatibility-cases.json")).RootElement.EnumerateArray();

    private static string JavaName(AvroIncompatibilityKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{c}")).ToUpperInvariant();
}
