using EventSchemas.Avro;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>Keys as members of an event.</summary>
public sealed class KeyCodecTests
{
    private static readonly CoursePassed Passed = new(CourseKey.Create("o", "c", "r"), UsageKey.Parse("i4x://o/c/html/x"))
    {
        Library = LibraryLocatorV2.Create("o", "l"),
        LibraryBlock = LibraryUsageLocatorV2.Parse("lb:o:l:html:x"),
        Collection = LibraryCollectionLocator.Parse("lib-collection:o:l:c"),
        Container = LibraryContainerLocator.Parse("lct:o:l:unit:u"),
        Ccx = CcxLocator.Parse("ccx-v1:o+c+r+ccx@1"),
        Maybe = new MaybeKey<CourseKey>("not a key"),
    };

    [Fact]
    public void Keys_are_strings_in_the_schema()
    {
        var schema = (AvroRecordSchema)Descriptor<CoursePassed>().Schema;

        Assert.Equal([AvroSchemaKind.String, AvroSchemaKind.String], schema.Fields.Take(2).Select(field => field.Schema.Kind));
        Assert.All(schema.Fields.Skip(2), field => Assert.Equal("""["null", "string"]""", field.Schema.ToJson(AvroJsonFormat.Registry)));
    }

    [Fact]
    public void Keys_round_trip() =>
        Assert.Equal(Passed, AvroCodec.Deserialize<CoursePassed>(AvroCodec.Serialize(Passed)));

    [Theory]
    [InlineData(255)]
    [InlineData(5_000)]
    public void A_long_key_round_trips(int length)
    {
        CoursePassed passed = Passed with { Course = CourseKey.Create(new string('é', length), "c", "r") };

        Assert.Equal(passed, AvroCodec.Deserialize<CoursePassed>(AvroCodec.Serialize(passed)));
    }

    [Theory]
    [InlineData("lib:o:l")]
    [InlineData("")]
    [InlineData("course-v1:o+c")]
    public void An_invalid_text_throws_with_its_member(string text)
    {
        AvroWriter writer = AvroWriter.Rent();
        writer.WriteString(text);
        byte[] data = writer.ToArray();

        EventDataException e = Assert.Throws<EventDataException>(() => AvroCodec.Deserialize<CoursePassed>(data));

        Assert.StartsWith(
            $"'{text}' is not a valid CourseKey ('{text}' is not a valid course key: expected course-v1:<org>+<course>+<run>, ",
            e.Problem,
            StringComparison.Ordinal);
        Assert.Equal(("course", 0), (e.Path, e.Offset));
        Assert.Contains("expected course-v1:<org>+<course>+<run>", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_key_throws_when_written()
    {
        EventDataException[] exceptions =
        [
            Assert.Throws<EventDataException>(() => AvroCodec.Serialize(Passed with { Course = default })),
            Assert.Throws<EventDataException>(() => AvroCodec.Serialize(Passed with { Container = default(LibraryContainerLocator) })),
            Assert.Throws<EventDataException>(() => AvroCodec.Serialize(Passed with { Maybe = default(MaybeKey<CourseKey>) })),
        ];

        Assert.Equal(
            [
                "The value is the default, which holds no course key: no consumer could read it",
                "The value is the default, which holds no container key: no consumer could read it",
                "The value is the default, which holds no text: no consumer could read it",
            ],
            exceptions.Select(e => e.Problem));
    }

    private static EventDescriptor Descriptor<T>()
        where T : class, IEventContract<T> =>
        T.Descriptor;
}

/// <summary>An event with a key of every type.</summary>
[OpenEdxEvent("org.acme.course.passed.v1", Topic = "passed", Key = "Course", FeatureFlag = "CoursePassed", Owner = "tests")]
sealed partial record CoursePassed(
    CourseKey Course,
    UsageKey Block,
    LibraryLocatorV2? Library = null,
    LibraryUsageLocatorV2? LibraryBlock = null,
    LibraryCollectionLocator? Collection = null,
    LibraryContainerLocator? Container = null,
    CcxLocator? Ccx = null,
    MaybeKey<CourseKey>? Maybe = null);
