using System.Globalization;
using BenchmarkDotNet.Attributes;
using EventSchemas.Avro;

namespace EventSchemas.Benchmarks;

/// <summary>Parsing a schema of 5 KB: records in records, optional members, lists, maps, an enum, docs and defaults.</summary>
[MemoryDiagnoser, ShortRunJob]
public class SchemaParseBenchmarks
{
    private const int Records = 7;

    private readonly string _text = Text();

    [Benchmark(Baseline = true)]
    public AvroSchema EventSchemas() => AvroSchema.Parse(_text);

    [Benchmark]
    public global::Avro.Schema ApacheAvro() => global::Avro.Schema.Parse(_text);

    private static string Text()
    {
        string records = string.Join(", ", Enumerable.Range(0, Records).Select(i => string.Create(CultureInfo.InvariantCulture, $$$"""
            {"name": "part_{{{i}}}", "doc": "One of the parts.", "type": {
              "type": "record", "name": "Part{{{i}}}", "doc": "What a part has.", "fields": [
              {"name": "id", "type": "long"}, {"name": "title", "type": "string", "doc": "As people see it."},
              {"name": "note", "type": ["null", "string"], "default": null}, {"name": "weight", "type": "double", "default": 0.5},
              {"name": "at", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}], "default": null},
              {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
              {"name": "labels", "type": {"type": "map", "values": "string"}, "default": {}}]}}
            """)));
        return $$$"""
            {"type": "record", "name": "CloudEvent", "namespace": "org.example.parts.changed.v1", "doc": "Parts have changed.", "fields": [
              {"name": "state", "type": {
                  "type": "enum", "name": "State", "symbols": ["draft", "published", "archived"], "default": "draft"}},
              {"name": "more", "type": {"type": "array", "items": "State"}}, {{{records}}}]}
            """;
    }
}
