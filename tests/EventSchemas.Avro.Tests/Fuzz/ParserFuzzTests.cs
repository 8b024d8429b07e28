using System.Text;
using System.Text.Json;

namespace EventSchemas.Avro.Tests;

/// <summary>Any bytes either parse to a schema that can be used, or throw <see cref="AvroSchemaException"/>.</summary>
public sealed class ParserFuzzTests
{
    private const int Count = 20_000;
    private const int Seed = 20261124;
    private const int GeneratedSchemaCount = 300;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\"type\"", "\"name\"", "\"record\"",
            "\"fields\"", "\"enum\"", "\"symbols\"", "\"fixed\"", "\"size\"", "\"array\"", "\"items\"", "\"map\"",
            "\"values\"", "\"default\"", "\"aliases\"", "\"namespace\"", "\"logicalType\"", "\"decimal\"", "\"precision\"",
            "\"error\"", "\"null\"", "\"int\"", "null", "true", "-1", "1e999", "2147483648", "-0", "0.1e-5", "\uFEFF",
            "\u2028", "\"\"", "\".\"", "{\"type\": ", "[[[[[[[[", "\n", "\r", "\t",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x00],
    ];

    [Fact]
    public void Any_bytes_are_a_schema_or_an_AvroSchemaException_with_a_position()
    {
        byte[][] corpus = [.. GeneratedInputs(), .. ConformanceInputs()];
        var mutator = new Mutator(corpus, Tokens, Seed);
        AvroSchema last = AvroPrimitiveSchema.Null;
        int schemas = 0;
        for (int i = Scale.FirstInput; i < Count * Scale.Factor; i++)
        {
            byte[] input = mutator.Make(i);
            try
            {
                if (Parse(input) is { } schema)
                {
                    schemas++;
                    Use(schema, last);
                    last = schema;
                }
            }
            catch (Exception e)
            {
                Assert.Fail($"Input {i} of seed {Seed}, {Convert.ToBase64String(input)}: {e}");
            }
        }

        Assert.InRange(schemas, Scale.FirstInput > 0 ? 0 : Count / 20, Count * Scale.Factor);
    }

    private static AvroSchema? Parse(byte[] input)
    {
        try
        {
            return AvroSchema.ParseUtf8(input);
        }
        catch (AvroSchemaException e)
        {
            string[] lines = Encoding.UTF8.GetString(input).Split('\n');
            Assert.InRange(e.Line, 1, lines.Length);
            Assert.InRange(e.Column, 1, lines[e.Line - 1].Length + 1);
            return null;
        }
    }

    private static void Use(AvroSchema schema, AvroSchema other)
    {
        Assert.Equal(schema, AvroSchema.Parse(schema.ToJson(), new AvroParseOptions { MaxDepth = 256 }));
        Assert.NotEmpty(schema.ToCanonicalForm());
        schema.Inspect();
        try
        {
            Assert.Equal(
                AvroCompatibility.CanRead(schema, other).Count > 0,
                AvroDifferences.Between(other, schema).Any(difference => difference.BreaksBackward));
        }
        catch (AvroSchemaException e) when (e.Message.Contains("levels deep", StringComparison.Ordinal))
        {
        }
    }

    private static IEnumerable<byte[]> GeneratedInputs()
    {
        var random = new Random(Seed);
        foreach (int length in Enumerable.Range(0, GeneratedSchemaCount))
        {
            byte[] decisions = new byte[length / 4];
            random.NextBytes(decisions);
            AvroJsonFormat format = length % 2 == 0 ? AvroJsonFormat.File : AvroJsonFormat.Registry;
            yield return Encoding.UTF8.GetBytes(SchemaGenerator.Make(decisions, isForApache: false).ToJson(format));
        }
    }

    private static IEnumerable<byte[]> ConformanceInputs()
    {
        if (SharedFiles.Conformance is null)
        {
            yield break;
        }

        using var cases = JsonDocument.Parse(SharedFiles.ConformanceFile("compatibility-cases.json"));
        foreach (JsonElement test in cases.RootElement.EnumerateArray())
        {
            if (test.TryGetProperty("reader", out JsonElement reader))
            {
                yield return Encoding.UTF8.GetBytes(reader.GetRawText());
            }
        }
    }
}
