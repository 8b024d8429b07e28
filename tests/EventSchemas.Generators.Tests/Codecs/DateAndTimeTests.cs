using System.Globalization;
using System.Reflection;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>Dates and times of day, and what the conventions make of date-times and uuids.</summary>
public abstract class DateAndTimeTests(CodecConventions conventions, string?[] logicalTypes, byte[] oneSecond)
{
    private static readonly Assembly Compiled = CodecConventions.Compile("""
        namespace Acme;

        [OpenEdxEvent("org.acme.opened.v1", FeatureFlag = "F")]
        public partial record Opened(DateOnly Day, TimeOnly At, DateOnly? Until, IReadOnlyList<TimeOnly> Breaks);

        [OpenEdxEvent("org.acme.stamped.v1", FeatureFlag = "F")]
        public partial record Stamped(DateTimeOffset Written, DateTime Seen, Guid Id);

        public static class Sample
        {
            public static Stamped OneSecond() => new(
                new(1970, 1, 1, 2, 0, 1, TimeSpan.FromHours(2)),
                new(1970, 1, 1, 0, 0, 1, DateTimeKind.Utc),
                new("00112233-4455-6677-8899-aabbccddeeff"));

            public static Opened Create(DateOnly day, TimeOnly at) => new(day, at, null, [at]);
        }
        """);

    private LoadedEvent Event { get; } = conventions.Event(Compiled, "Opened");

    [Fact]
    public void They_have_logical_types_in_the_schema()
    {
        var schema = (AvroRecordSchema)Event.Descriptor.Schema;

        Assert.Equal(["date", "time-micros"], schema.Fields.Take(2).Select(field => field.Schema.LogicalType!.Name));
        Assert.Equal([AvroSchemaKind.Int, AvroSchemaKind.Long], schema.Fields.Take(2).Select(field => field.Schema.Kind));
        Assert.Empty(schema.Inspect());
    }

    [Theory]
    [InlineData("1970-01-01", "00:00:00", 0, 0)]
    [InlineData("1969-12-31", "00:00:00.000001", -1, 1)]
    [InlineData("2026-11-24", "23:59:59.9999999", 20_781, 86_399_999_999)]
    [InlineData("0001-01-01", "12:00:00", -719_162, 43_200_000_000)]
    [InlineData("9999-12-31", "00:00:01", 2_932_896, 1_000_000)]
    public void They_are_written_as_days_and_microseconds(string day, string at, int days, long micros)
    {
        byte[] data = Event.Serialize(Create(day, at));
        var reader = new AvroReader(data);

        Assert.Equal((days, micros), (reader.ReadInt(), reader.ReadLong()));
        Assert.Equal(data, Event.Serialize(Event.Deserialize(data)));
    }

    [Fact]
    public void A_date_time_and_a_uuid_are_what_the_conventions_make_of_them()
    {
        LoadedEvent stamped = conventions.Event(Compiled, "Stamped");
        byte[] data = stamped.Serialize(conventions.Type(Compiled, "Sample").GetMethod("OneSecond")!.Invoke(null, null)!);

        Assert.Equal(
            logicalTypes, ((AvroRecordSchema)stamped.Descriptor.Schema).Fields.Select(field => field.Schema.LogicalType?.Name));
        Assert.Equal([.. oneSecond, 72, .. "00112233-4455-6677-8899-aabbccddeeff"u8], data);
        Assert.Equal(data, stamped.Serialize(stamped.Deserialize(data)));
    }

    [Theory]
    [InlineData(2_932_897, 0L, "outside the years 1 to 9999")]
    [InlineData(-719_163, 0L, "outside the years 1 to 9999")]
    [InlineData(int.MinValue, 0L, "outside the years 1 to 9999")]
    [InlineData(0, 86_400_000_000L, "not a time of day")]
    [InlineData(0, -1L, "not a time of day")]
    public void What_is_not_a_date_or_time_is_rejected(int days, long micros, string problem)
    {
        AvroWriter writer = AvroWriter.Rent();
        writer.WriteInt(days);
        writer.WriteLong(micros);
        writer.WriteUnionIndex(0);
        writer.WriteBlockEnd();
        byte[] data = writer.ToArray();

        Assert.Contains(problem, Assert.Throws<EventDataException>(() => Event.Deserialize(data)).Message, StringComparison.Ordinal);
    }

    private object Create(string day, string at) => conventions.Type(Compiled, "Sample").GetMethod("Create")!.Invoke(
        null, [DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.Parse(at, CultureInfo.InvariantCulture)])!;
}

/// <inheritdoc/>
public sealed class DateAndTimeOfOpenEdxTests() : DateAndTimeTests(
    CodecConventions.OpenEdx,
    logicalTypes: [null, null, null],
    oneSecond: [50, .. "1970-01-01T02:00:01+02:00"u8, 50, .. "1970-01-01T00:00:01+00:00"u8]);

/// <inheritdoc/>
public sealed class DateAndTimeOfAvroEventTests() : DateAndTimeTests(
    CodecConventions.AvroEvent,
    logicalTypes: ["timestamp-millis", "timestamp-millis", "uuid"],
    oneSecond: [0xD0, 0x0F, 0xD0, 0x0F]);
