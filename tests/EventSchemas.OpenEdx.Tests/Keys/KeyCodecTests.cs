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
        Maybe = new MaybeKey<CourseKey>("no key"),
    };

    [Fact]
    public void They_travel_as_strings()
    {
        var schema = (AvroRecordSchema)Descriptor<CoursePassed>().Schema;

        Assert.Equal([AvroSchemaKind.String, AvroSchemaKind.String], schema.Fields.Take(2).Select(field => field.Schema.Kind));
        Assert.All(schema.Fields.Skip(2), field => Assert.Equal("""["null", "string"]""", field.Schema.ToJson(AvroJsonFormat.Registry)));
    }

    [Fact]
    public void They_come_back_as_they_were() =>
        Assert.Equal(Passed, AvroCodec.Deserialize<CoursePassed>(AvroCodec.Serialize(Passed)));

    [Theory]
    [InlineData(255)]
    [InlineData(5_000)]
    public void A_long_key_comes_back_as_it_was(int length)
    {
        CoursePassed passed = Passed with { Course = CourseKey.Create(new string('é', length), "c", "r") };

        Assert.Equal(passed, AvroCodec.Deserialize<CoursePassed>(AvroCodec.Serialize(passed)));
    }

    [Theory]
    [InlineData("lib:o:l")]
    [InlineData("")]
    [InlineData("course-v1:o+c")]
    public void A_text_that_is_no_key_is_refused_at_its_member(string text)
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
    public void The_default_is_never_sent()
    {
        EventDataException[] refusals =
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
            refusals.Select(e => e.Problem));
    }

    private static EventDescriptor Descriptor<T>()
        where T : class, IEventContract<T> =>
        T.Descriptor;
}
