using System.Globalization;
using System.Reflection;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

public sealed class DateAndTimeTests
{
    private static readonly Assembly Compiled = GeneratorRun.Of("""
        [OpenEdxEvent("org.acme.opened.v1", FeatureFlag = "F")]
        public partial record Opened(DateOnly Day, TimeOnly At, DateOnly? Until, IReadOnlyList<TimeOnly> Breaks);

        public static class Sample
        {
            public static Opened Create(DateOnly day, TimeOnly at) => new(day, at, null, [at]);
        }
        """).Load();

    private static readonly LoadedEvent Event = new(Compiled, "Opened");

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

    private static object Create(string day, string at) => Compiled.GetType("Sample")!.GetMethod("Create")!.Invoke(
        null, [DateOnly.Parse(day, CultureInfo.InvariantCulture), TimeOnly.Parse(at, CultureInfo.InvariantCulture)])!;
}
