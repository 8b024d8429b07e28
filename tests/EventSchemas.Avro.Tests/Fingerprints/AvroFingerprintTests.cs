using System.Globalization;
using System.Text.Json;

namespace EventSchemas.Avro.Tests;

public sealed class AvroFingerprintTests
{
    [Fact]
    public void Every_fingerprint_is_that_of_the_reference_implementation()
    {
        using var cases = JsonDocument.Parse(SharedFiles.ConformanceFile("canonical-form-cases.json"));
        int judged = 0;
        foreach (JsonElement test in cases.RootElement.EnumerateArray())
        {
            var schema = AvroSchema.Parse(test.GetProperty("input").GetString()!);
            Assert.Equal(test.GetProperty("crc64avro").GetString(), AvroFingerprint.Crc64(schema).ToString(CultureInfo.InvariantCulture));
            Assert.Equal(
                test.GetProperty("crc64avroHexLE").GetString(),
                Convert.ToHexStringLower(AvroFingerprint.SingleObjectHeader(schema).AsSpan(2)));
            Assert.Equal(test.GetProperty("md5").GetString(), Convert.ToHexStringLower(AvroFingerprint.Md5(schema)));
            Assert.Equal(test.GetProperty("sha256").GetString(), Convert.ToHexStringLower(AvroFingerprint.Sha256(schema)));
            judged++;
        }

        Assert.True(judged > 10);
    }

    [Fact]
    public void Fingerprints_are_those_of_Apache_Avro()
    {
        const string text = """
            {"type": "record", "name": "R", "namespace": "a", "doc": "d", "fields": [
              {"name": "x", "type": ["null", "string"], "default": null}]}
            """;
        var schema = AvroSchema.Parse(text);
        var expected = global::Avro.Schema.Parse(text);

        Assert.Equal(global::Avro.SchemaNormalization.ParsingFingerprint64(expected), AvroFingerprint.Crc64(schema));
        Assert.Equal(global::Avro.SchemaNormalization.ParsingFingerprint("MD5", expected), AvroFingerprint.Md5(schema));
        Assert.Equal(global::Avro.SchemaNormalization.ParsingFingerprint("SHA-256", expected), AvroFingerprint.Sha256(schema));
    }

    [Fact]
    public void A_single_object_header_is_the_marker_and_the_fingerprint()
    {
        byte[] header = AvroFingerprint.SingleObjectHeader(AvroSchema.Parse("\"int\""));

        Assert.Equal([0xC3, 0x01], header[..2]);
        Assert.Equal(AvroFingerprint.Crc64(AvroPrimitiveSchema.Int), BitConverter.ToInt64(header, 2));
    }

    [Fact]
    public void Documentation_and_defaults_do_not_change_a_fingerprint()
    {
        var plain = AvroSchema.Parse("""{"type": "record", "name": "R", "fields": [{"name": "x", "type": "int"}]}""");
        var documented = AvroSchema.Parse("""
            {"type": "record", "name": "R", "doc": "d", "fields": [{"name": "x", "type": "int", "default": 1, "doc": "x"}]}
            """);

        Assert.Equal(AvroFingerprint.Crc64(plain), AvroFingerprint.Crc64(documented));
        Assert.NotEqual(plain, documented);
    }
}
