namespace EventSchemas.OpenEdx.Tests;

/// <summary>Which texts are valid for which key types.</summary>
public sealed class KeyFormTests
{
    private const string Version = "519665f6223ebd6980884f2b";

    public static TheoryData<string, string> Texts => new()
    {
        { "course-v1:edX+DemoX+Demo_Course", "CourseKey" },
        { "course-v1:MITx+6.002x:a~b+2012-Fall", "CourseKey" },
        { "course-v1:Универ+курс+2024", "CourseKey" },
        { "course-v1:o+c+branch", "CourseKey" },
        { "course-v1:o+c+r+branch@draft-branch", "CourseKey" },
        { "course-v1:o+c+r+version@" + Version, "CourseKey" },
        { "course-v1:o+c+r+branch@published-branch+version@" + Version, "CourseKey" },
        { "MITx/6.002x/2012_Fall", "CourseKey" },
        { "o/c/r%20s", "CourseKey" },
        { "o/c/", "CourseKey" },
        { "library-v1:edX+problems", "CourseKey" },
        { "library-v1:edX+problems+branch@library", "CourseKey" },
        { "ccx-v1:o+c+r+ccx@1", "CourseKey, CcxLocator" },
        { "ccx-v1:o+c+r+branch@b+version@" + Version + "+ccx@42", "CourseKey, CcxLocator" },
        { "block-v1:edX+DemoX+Demo_Course+type@html+block@030e35c4756a4ddc8d40b95fbbfff4d4", "UsageKey" },
        { "block-v1:o+c+r+branch@b+version@" + Version + "+type@problem+block@p", "UsageKey" },
        { "i4x://edX/DemoX/html/intro", "UsageKey" },
        { "i4x://edX/DemoX/html/a:b%20c@draft", "UsageKey" },
        { "lib-block-v1:edX+problems+type@problem+block@p1", "UsageKey" },
        { "ccx-block-v1:o+c+r+ccx@1+type@problem+block@p1", "UsageKey" },
        { "lb:MITx:hard-problems:problem:problem1", "UsageKey, LibraryUsageLocatorV2" },
        { "lb:o:библиотека:html:тест", "UsageKey, LibraryUsageLocatorV2" },
        { "lib:MITx:hard-problems", "LibraryLocatorV2" },
        { "lib:o:𠀀²Ⅻ", "LibraryLocatorV2" },
        { "lib-collection:o:lib:coll", "LibraryCollectionLocator" },
        { "lct:o:lib:unit:id-1.2", "LibraryContainerLocator" },

        { "", "" },
        { "foo", "" },
        { "course-v1:", "" },
        { "course-v1:o+c", "" },
        { "course-v1:o+c+", "" },
        { "course-v1:o++r", "" },
        { "course-v1:o+c+r+", "" },
        { "course-v1:o+c+r+s", "" },
        { "course-v1:o+c+r\n", "" },
        { " course-v1:o+c+r", "" },
        { "COURSE-V1:o+c+r", "" },
        { "course-v1:o c+c+r", "" },
        { "course-v1:o%20+c+r", "" },
        { "course-v1:o+c+r+branch@", "" },
        { "course-v1:o+c+branch@b", "" },
        { "course-v1:o+c+r+version@519665", "" },
        { "course-v1:o+c+r+version@" + Version + "0", "" },
        { "course-v1:o+c+r+version@519665F6223EBD6980884F2B", "" },
        { "course-v1:o+c+r+version@" + Version + "+branch@b", "" },
        { "course-v1:o+c+r+type@html+block@b", "" },
        { "course-v1:o+c+हिन्दी", "" },
        { "course-v1:o+c+\ud800", "" },
        { "course-v1:o+c+r\0", "" },
        { "course-v1:o+c+r😀", "" },
        { "o/c", "" },
        { "o/c/r/s", "" },
        { "/c/r", "" },
        { "o/c/r:s", "" },
        { "library-v1:o+l+r", "" },
        { "ccx-v1:o+c+r", "" },
        { "ccx-v1:o+c+r+ccx@", "" },
        { "ccx-v1:o+c+r+ccx@one", "" },
        { "block-v1:o+c+r+block@x", "" },
        { "block-v1:o+c+r+type@html", "" },
        { "block-v1:o+c+r+type@html+block@a%20b", "" },
        { "i4x://o/c/html", "" },
        { "i4x://o/c/html/n/m", "" },
        { "i4x://o/c/html/n@r/s", "" },
        { "I4X://o/c/html/n", "" },
        { "lb:o:l:html", "" },
        { "lb:o:l:html:id:more", "" },
        { "lb:орг:l:html:id", "" },
        { "lb:o:l:тип:id", "" },
        { "lib:o", "" },
        { "lib:o:s:t", "" },
        { "lib:o:s~", "" },
        { "lib::s", "" },
        { "lib-collection:o:l", "" },
        { "lct:o:l:unit", "" },
        { "lct:o:l:unit:", "" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_valid_for_these_key_types_and_round_trips(string text, string types) =>
        Assert.Equal(types, string.Join(", ", KeyType.All.Where(type => type.Value.IsValid(text)).Select(type => type.Key)));

    [Theory]
    [InlineData(
        "CourseKey",
        "'foo' is not a valid course key: expected course-v1:<org>+<course>+<run>, <org>/<course>/<run>, "
        + "library-v1:<org>+<library> or ccx-v1:<org>+<course>+<run>+ccx@<ccx>.")]
    [InlineData(
        "UsageKey",
        "'foo' is not a valid usage key: expected block-v1:<org>+<course>+<run>+type@<block type>+block@<block id>, "
        + "i4x://<org>/<course>/<block type>/<block id>, lb:<org>:<library>:<block type>:<block id>, "
        + "lib-block-v1:<org>+<library>+type@<block type>+block@<block id> or "
        + "ccx-block-v1:<org>+<course>+<run>+ccx@<ccx>+type@<block type>+block@<block id>.")]
    [InlineData("LibraryLocatorV2", "'foo' is not a valid library key: expected lib:<org>:<library>.")]
    [InlineData("LibraryUsageLocatorV2", "'foo' is not a valid library block key: expected lb:<org>:<library>:<block type>:<block id>.")]
    [InlineData("LibraryCollectionLocator", "'foo' is not a valid collection key: expected lib-collection:<org>:<library>:<collection>.")]
    [InlineData(
        "LibraryContainerLocator", "'foo' is not a valid container key: expected lct:<org>:<library>:<container type>:<container>.")]
    [InlineData("CcxLocator", "'foo' is not a valid CCX key: expected ccx-v1:<org>+<course>+<run>+ccx@<ccx>.")]
    public void The_message_lists_the_expected_forms(string type, string message) =>
        Assert.Equal(message, KeyType.All[type].ErrorMessage("foo"));

    [Fact]
    public void The_message_quotes_only_the_start_of_a_long_text() =>
        Assert.StartsWith(
            $"'{new string('x', 64)}…' is not a valid course key",
            KeyType.All["CourseKey"].ErrorMessage(new string('x', 100_000)),
            StringComparison.Ordinal);

    [Fact]
    public void A_null_text_is_rejected()
    {
        Assert.Throws<ArgumentNullException>(() => CourseKey.Parse((string)null!));
        Assert.False(CourseKey.TryParse((string?)null, out _));
    }

    [Fact]
    public void Parsing_allocates_only_the_text_and_formatting_allocates_nothing()
    {
        const string course = "course-v1:edX+DemoX+Demo_Course";
        const string block = "lb:MITx:hard-problems:problem:problem1";

        Assert.Equal(AllocatedByText(course), AllocatedByKey<CourseKey>(course));
        Assert.Equal(AllocatedByText(block), AllocatedByKey<LibraryUsageLocatorV2>(block));
    }

    private static long AllocatedByText(string text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        string copy = text.AsSpan().ToString();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        return allocated;
    }

    private static long AllocatedByKey<T>(string text)
        where T : struct, ISpanParsable<T>, ISpanFormattable, IUtf8SpanFormattable
    {
        Span<char> chars = stackalloc char[64];
        Span<byte> utf8 = stackalloc byte[64];
        long allocated = 0;

        // The first round initializes what the key types share.
        for (int round = 0; round < 2; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var key = T.Parse(text.AsSpan(), null);
            bool isFormatted = key.TryFormat(chars, out _, default, null) && key.TryFormat(utf8, out _, default, null);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(isFormatted);
        }

        return allocated;
    }
}
