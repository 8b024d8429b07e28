namespace EventSchemas.Tests;

public sealed class PublishOptionsTests
{
    [Theory]
    [InlineData("tenant")]
    [InlineData("7")]
    [InlineData("partitionkey")]
    [InlineData("aname0of0more0than0twenty0characters")]
    public void A_name_of_CloudEvents_is_an_extension(string name) =>
        Assert.Equal("a \u00e9\u6771\ud83d\ude80", Extensions((name, "a \u00e9\u6771\ud83d\ude80"))[name]);

    [Theory]
    [InlineData("", "", "a name has lower-case letters (a to z) and digits only")]
    [InlineData("Tenant", "", "a name has lower-case letters (a to z) and digits only")]
    [InlineData("ten-ant", "", "a name has lower-case letters (a to z) and digits only")]
    [InlineData("ce_tenant", "", "a name has lower-case letters (a to z) and digits only")]
    [InlineData("tenant\u0131", "", "a name has lower-case letters (a to z) and digits only")]
    [InlineData("subject", "", "set PublishOptions.Subject instead")]
    [InlineData("id", "", "CloudEvents has this name for an attribute of its own, or for the event's data")]
    [InlineData("datacontenttype", "", "CloudEvents has this name for an attribute of its own, or for the event's data")]
    [InlineData("data", "", "CloudEvents has this name for an attribute of its own, or for the event's data")]
    [InlineData("replay", "", "set PublishOptions.IsReplay instead")]
    [InlineData("traceparent", "", "the trace of the publisher is written without being given")]
    [InlineData("tracestate", "", "the trace of the publisher is written without being given")]
    [InlineData("tenant", null, "its value is null: leave it out instead")]
    [InlineData("tenant", "a\nb", "its value has U+000A at 1, and a control character")]
    [InlineData("tenant", "\u0085", "its value has U+0085 at 0, and a control character")]
    [InlineData("tenant", "\ufdd0", "its value has U+FDD0 at 0, and a control character, a noncharacter")]
    [InlineData("tenant", "\ud83f\udfff", "its value has U+1FFFF at 0, and a control character, a noncharacter")]
    public void A_wrong_extension_is_named_with_the_rule(string name, string? text, string rule)
    {
        var e = Assert.Throws<ArgumentException>(() => Extensions((name, text!)));

        Assert.StartsWith($"The extension attribute '{name}' can't be given: {rule}", e.Message, StringComparison.Ordinal);
    }

    // Halves of surrogate pairs can't be in an attribute of a test.
    [Theory]
    [InlineData(0xD83D, "U+D83D")]
    [InlineData(0xDE80, "U+DE80")]
    public void Half_of_a_surrogate_pair_is_not_a_text(int half, string code)
    {
        string text = "a" + (char)half;

        Assert.Contains(
            $"its value has {code} at 1",
            Assert.Throws<ArgumentException>(() => Extensions(("tenant", text))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            $"The subject can't be given: its value has {code} at 1",
            Assert.Throws<ArgumentException>(() => new PublishOptions { Subject = text }).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Extensions_are_bounded_in_number_and_size()
    {
        (string, string)[] many = [.. Enumerable.Range(0, 33).Select(i => ($"x{i}", ""))];

        Assert.Equal(32, Extensions(many[..32]).Count);
        Assert.Contains(
            "they are 33, and at most 32 are allowed",
            Assert.Throws<ArgumentException>(() => Extensions(many)).Message,
            StringComparison.Ordinal);
        string half = new('\u00e9', 4_095);
        Assert.Equal(2, Extensions(("a", half), ("b", half)).Count);
        Assert.Contains(
            "they have 16386 bytes in UTF-8, and at most 16384 are allowed; 'b' is the longest",
            Assert.Throws<ArgumentException>(() => Extensions(("a", half), ("b", half + "\u00e9"), ("c", "c"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_is_a_text_that_is_not_empty_and_not_long()
    {
        Assert.Null(new PublishOptions { Subject = null }.Subject);
        Assert.Equal(2_048, new PublishOptions { Subject = new('\u00e9', 2_048) }.Subject!.Length);
        Assert.Contains(
            "it is empty: leave it out instead",
            Assert.Throws<ArgumentException>(() => new PublishOptions { Subject = "" }).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "it has 4097 bytes in UTF-8, and at most 4096 are allowed",
            Assert.Throws<ArgumentException>(() => new PublishOptions { Subject = new('a', 4_097) }).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Extensions_are_copied_in_the_order_of_their_names()
    {
        var given = new Dictionary<string, string> { ["tenant"] = "north", ["region"] = "eu" };
        var options = new PublishOptions { Extensions = given };

        given["later"] = "";

        Assert.Equal(["region", "tenant"], options.Extensions.Keys);
        Assert.Empty(new PublishOptions().Extensions);
        Assert.Throws<ArgumentNullException>(() => new PublishOptions { Extensions = null! });
    }

    [Theory]
    [InlineData("openedx/lms/web", "host", "11.2.0")]
    [InlineData("", "", "")]
    [InlineData("https://example.org/\u6771", "h\u00f4te", "9")]
    [InlineData("openedx/lms/web", "host", " 11. 2")]
    public void Metadata_is_taken_as_it_came(string source, string host, string library)
    {
        EventMetadata given = Metadata with { Source = source, SourceHost = host, SourceLibrary = library, MinorVersion = -3 };

        Assert.Equal(given, new PublishOptions { Metadata = given }.Metadata);
        Assert.Null(new PublishOptions { Metadata = null }.Metadata);
    }

    [Theory]
    [InlineData("a\nb", "", "", "of its Source its value has U+000A at 1, and a control character")]
    [InlineData("", "\u0000", "", "of its SourceHost its value has U+0000 at 0, and a control character")]
    [InlineData("", "", "\ufdd0", "of its SourceLibrary its value has U+FDD0 at 0, and a control character")]
    [InlineData(null, "", "", "of its Source it is null")]
    [InlineData("", null, "", "of its SourceHost it is null")]
    [InlineData("", "", null, "of its SourceLibrary it is null")]
    [InlineData("", "", "11.x", "its SourceLibrary, '11.x', isn't integers with dots between them, such as 11.2.0")]
    [InlineData("", "", "11.", "its SourceLibrary, '11.', isn't integers")]
    [InlineData("", "", "11.-2", "its SourceLibrary, '11.-2', isn't integers")]
    public void Wrong_metadata_is_named_with_the_rule(string? source, string? host, string? library, string rule)
    {
        EventMetadata given = Metadata with { Source = source!, SourceHost = host!, SourceLibrary = library! };

        var e = Assert.Throws<ArgumentException>(() => new PublishOptions { Metadata = given });

        Assert.StartsWith($"The metadata can't be given: {rule}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_metadata_are_not_long()
    {
        string longest = new('\u00e9', 2_048);

        Assert.Equal(longest, new PublishOptions { Metadata = Metadata with { Source = longest } }.Metadata!.Source);
        Assert.All(
            [
                Metadata with { Source = longest + "a" },
                Metadata with { SourceHost = longest + "a" },
                Metadata with { SourceLibrary = new('1', 4_097) },
            ],
            given => Assert.Contains(
                "it has 4097 bytes in UTF-8, and at most 4096 are allowed",
                Assert.Throws<ArgumentException>(() => new PublishOptions { Metadata = given }).Message,
                StringComparison.Ordinal));
    }

    private static EventMetadata Metadata => EventContext.ForTest().Metadata;

    private static IReadOnlyDictionary<string, string> Extensions(params (string Name, string Text)[] extensions) =>
        new PublishOptions { Extensions = extensions.ToDictionary(one => one.Name, one => one.Text) }.Extensions;
}
