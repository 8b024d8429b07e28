using System.Reflection;
using Avro.Generic;
using Avro.IO;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>Members that are enums.</summary>
public abstract class EnumTests(CodecConventions conventions)
{
    private static readonly Assembly Compiled = CodecConventions.Compile("""
        namespace Acme;

        [OpenEdxEvent("org.acme.enrolled.v1", FeatureFlag = "F")]
        public partial record Enrolled(
            Mode Mode, Mode? Before, IReadOnlyList<Mode> All, Dictionary<string, Other> Map, Other Other = Other.@default);

        public enum Mode { [AvroDefaultSymbol] Audit, [AvroName("honor_code")] Honor = 10, Verified = -1 }

        public enum Other : ulong { a, @default = ulong.MaxValue }

        public static class Sample
        {
            public static Enrolled Create() =>
                new(Mode.Honor, null, [Mode.Verified, Mode.Audit], new() { ["k"] = Other.@default }, Other.a);
            public static Enrolled Undefined() => new((Mode)7, null, [], [], Other.a);
        }
        """);

    private LoadedEvent Event { get; } = conventions.Event(Compiled, "Enrolled");

    [Fact]
    public void An_enum_is_an_enum_in_the_schema_with_its_names_its_default_symbol_and_its_order() =>
        Assert.Equal(
            conventions.RegistryText("Enrolled", "org.acme.enrolled.v1", conventions.Fill("""
                {"name": "{Mode}",
                "type": {"default": "Audit", "name": "Mode", "symbols": ["Audit", "honor_code", "Verified"], "type": "enum"}},
                {"default": null, "name": "{Before}", "type": ["null", "Mode"]}, {"name": "{All}", "type": {"items": "Mode",
                "type": "array"}}, {"name": "{Map}", "type": {"type": "map", "values": {"name": "Other", "symbols": ["a", "default"],
                "type": "enum"}}}, {"default": "default", "name": "{Other}", "type": "Other"}
                """.ReplaceLineEndings(" "))),
            Event.Descriptor.RegistryText);

    [Fact]
    public void The_position_of_the_symbol_is_written_and_read_as_the_member()
    {
        byte[] data = Event.Serialize(Create("Create"));

        Assert.Equal(new byte[] { 2, 0, 4, 4, 0, 0, 2, 2, (byte)'k', 2, 0, 0 }, data);
        Assert.StartsWith("Enrolled { Mode = Honor, Before = , All = ", Event.Deserialize(data).ToString(), StringComparison.Ordinal);
        Assert.Equal(data, Event.Serialize(Event.Deserialize(data)));
    }

    [Fact]
    public void Apache_Avro_reads_the_same_symbols_and_writes_the_same_bytes()
    {
        var schema = (global::Avro.RecordSchema)global::Avro.Schema.Parse(Event.Descriptor.RegistryText);
        byte[] data = Event.Serialize(Create("Create"));
        using var input = new MemoryStream(data);
        GenericRecord record = new GenericDatumReader<GenericRecord>(schema, schema).Read(null!, new BinaryDecoder(input));
        using var output = new MemoryStream();
        new GenericDatumWriter<GenericRecord>(schema).Write(record, new BinaryEncoder(output));

        Assert.Equal("honor_code", ((GenericEnum)record[conventions.Field("Mode")]).Value);
        Assert.Equal(data, output.ToArray());
    }

    [Fact]
    public void A_value_that_is_not_a_member_is_rejected()
    {
        Exception e = Record.Exception(() => Event.Serialize(Create("Undefined")))!;

        Assert.Contains("7 is not a member of the enum Mode", e.Message, StringComparison.Ordinal);
        Assert.IsType<EventDataException>(e);
    }

    [Fact]
    public void An_invalid_symbol_is_rejected()
    {
        byte[] data = Event.Serialize(Create("Create"));
        data[0] = 6;

        Assert.Contains(
            "Symbol 3 is outside the enum, which has 3 symbols",
            Assert.Throws<EventDataException>(() => Event.Deserialize(data)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Verified", "Verified")]
    [InlineData("honor_code", "Honor")]
    [InlineData("Unheard", "Audit")]
    public void Another_writers_symbols_are_found_by_name_and_unknown_ones_are_the_default_symbol(string symbol, string expected) =>
        Assert.StartsWith(
            $"Enrolled {{ Mode = {expected},",
            Read("[\"Unheard\", \"Verified\", \"honor_code\"]", Array.IndexOf(["Unheard", "Verified", "honor_code"], symbol), "[\"a\"]")
                .ToString(),
            StringComparison.Ordinal);

    [Fact]
    public void An_unknown_symbol_of_an_enum_without_a_default_symbol_fails_only_if_the_data_has_it()
    {
        Assert.NotNull(Read("[\"Audit\"]", 0, "[\"a\", \"unheard\"]", other: 0));

        Assert.Contains(
            "The writer's symbol unheard is none that the reader knows",
            Assert.Throws<EventDataException>(() => Read("[\"Audit\"]", 0, "[\"a\", \"unheard\"]", other: 1)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_enum_of_another_name_fails_the_plan()
    {
        SchemaResolutionException e = Assert.Throws<SchemaResolutionException>(() =>
            Read("[\"Audit\"]", 0, "[\"a\"]", name: "Grade"));
        Assert.Contains("NameMismatch: expected: elsewhere.Grade", e.Message, StringComparison.Ordinal);
    }

    private object Create(string method) => conventions.Type(Compiled, "Sample").GetMethod(method)!.Invoke(null, null)!;

    // An event written with another schema: its mode, no previous mode, no other modes.
    private object Read(string modes, int mode, string others, int other = 0, string name = "Mode")
    {
        var writer = AvroSchema.Parse(conventions.Fill($$$"""
            {"type": "record", "name": "{{{conventions.Root("Enrolled")}}}", "namespace": "elsewhere", "fields": [
              {"name": "{Other}", "type": {"type": "enum", "name": "Other", "symbols": {{{others}}}}},
              {"name": "{Mode}", "type": {"type": "enum", "name": "{{{name}}}", "symbols": {{{modes}}}}},
              {"name": "{All}", "type": {"type": "array", "items": "{{{name}}}"}},
              {"name": "{Map}", "type": {"type": "map", "values": "Other"}}]}
            """));
        return Event.Deserialize([(byte)(2 * other), (byte)(2 * mode), 0, 0], writer);
    }
}

/// <inheritdoc/>
public sealed class EnumOfOpenEdxTests() : EnumTests(CodecConventions.OpenEdx);

/// <inheritdoc/>
public sealed class EnumOfAvroEventTests() : EnumTests(CodecConventions.AvroEvent);
