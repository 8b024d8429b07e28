namespace EventSchemas.OpenEdx.Tests;

/// <summary>The parts of keys, and creating keys from parts.</summary>
public sealed class KeyPartTests
{
    private const string Version = "519665f6223ebd6980884f2b";

    [Theory]
    [InlineData("course-v1:o+c+r", "o", "c", "r", null, null, null, null)]
    [InlineData("course-v1:o+c+r+branch@b+version@" + Version, "o", "c", "r", null, "b", Version, null)]
    [InlineData("o/c/r", "o", "c", "r", null, null, null, null)]
    [InlineData("o/c/", "o", "c", "", null, null, null, null)]
    [InlineData("library-v1:o+l+version@" + Version, "o", null, null, "l", null, Version, null)]
    [InlineData("ccx-v1:o+c+r+branch@b+ccx@7", "o", "c", "r", null, "b", null, "7")]
    public void A_course_key_has_its_parts(
        string text, string org, string? course, string? run, string? library, string? branch, string? version, string? ccx)
    {
        var key = CourseKey.Parse(text);

        Assert.Equal(
            (org, course, run, library, branch, version, ccx),
            (key.Org, key.Course, key.Run, key.Library, key.Branch, key.Version, key.Ccx));
    }

    [Theory]
    [InlineData("block-v1:o+c+r+type@html+block@x", "o", "c", "r", null, null, null, "html", "x", "course-v1:o+c+r")]
    [InlineData(
        "block-v1:o+c+r+branch@b+version@" + Version + "+type@html+block@x",
        "o",
        "c",
        "r",
        null,
        "b",
        null,
        "html",
        "x",
        "course-v1:o+c+r+branch@b+version@" + Version)]
    [InlineData("i4x://o/c/html/x@draft", "o", "c", null, null, "draft", null, "html", "x", null)]
    [InlineData("lb:o:l:html:x", "o", null, null, "l", null, null, "html", "x", null)]
    [InlineData("lib-block-v1:o+l+type@html+block@x", "o", null, null, "l", null, null, "html", "x", "library-v1:o+l")]
    [InlineData("ccx-block-v1:o+c+r+ccx@7+type@html+block@x", "o", "c", "r", null, null, "7", "html", "x", "ccx-v1:o+c+r+ccx@7")]
    public void A_usage_key_has_its_parts(
        string text,
        string org,
        string? course,
        string? run,
        string? library,
        string? branch,
        string? ccx,
        string blockType,
        string blockId,
        string? courseKey)
    {
        var key = UsageKey.Parse(text);

        Assert.Equal((org, course, run, library, branch, ccx), (key.Org, key.Course, key.Run, key.Library, key.Branch, key.Ccx));
        Assert.Equal((blockType, blockId, courseKey), (key.BlockType, key.BlockId, key.CourseKey?.ToString()));
    }

    [Fact]
    public void The_keys_of_a_library_have_their_parts()
    {
        var library = LibraryLocatorV2.Parse("lib:o:l");
        var block = LibraryUsageLocatorV2.Parse("lb:o:l:html:x");
        var collection = LibraryCollectionLocator.Parse("lib-collection:o:l:c");
        var container = LibraryContainerLocator.Parse("lct:o:l:unit:u");

        Assert.Equal(("o", "l"), (library.Org, library.Slug));
        Assert.Equal((library, "o", "html", "x"), (block.Library, block.Org, block.BlockType, block.BlockId));
        Assert.Equal((library, "o", "c"), (collection.Library, collection.Org, collection.CollectionId));
        Assert.Equal((library, "o", "unit", "u"), (container.Library, container.Org, container.ContainerType, container.ContainerId));
        Assert.Equal(UsageKey.Parse("lb:o:l:html:x"), block.ToUsageKey());
    }

    [Fact]
    public void A_custom_course_has_its_parts_and_its_original_course()
    {
        var key = CcxLocator.Parse("ccx-v1:o+c+r+branch@b+version@" + Version + "+ccx@7");

        Assert.Equal(("o", "c", "r", "b", Version, "7"), (key.Org, key.Course, key.Run, key.Branch, key.Version, key.Ccx));
        Assert.Equal(CourseKey.Parse("course-v1:o+c+r+branch@b+version@" + Version), key.ToOriginalCourse());
        Assert.Equal(key.ToString(), key.ToCourseKey().ToString());
        Assert.Equal(key, CcxLocator.Create(key.ToOriginalCourse(), "7"));
    }

    [Theory]
    [InlineData("course-v1:o+c+r", "block-v1:o+c+r+type@html+block@x")]
    [InlineData("course-v1:o+c+r+branch@b", "block-v1:o+c+r+branch@b+type@html+block@x")]
    [InlineData("library-v1:o+l", "lib-block-v1:o+l+type@html+block@x")]
    [InlineData("ccx-v1:o+c+r+ccx@7", "ccx-block-v1:o+c+r+ccx@7+type@html+block@x")]
    [InlineData("o/c/r", "i4x://o/c/html/x")]
    public void A_block_key_has_the_form_of_its_course_key(string course, string block) =>
        Assert.Equal(block, UsageKey.Create(CourseKey.Parse(course), "html", "x").ToString());

    [Fact]
    public void Keys_are_created_from_parts()
    {
        var library = LibraryLocatorV2.Create("o", "l");

        Assert.Equal("course-v1:o+c+r", CourseKey.Create("o", "c", "r").ToString());
        Assert.Equal("lib:o:l", library.ToString());
        Assert.Equal("lb:o:l:html:x", LibraryUsageLocatorV2.Create(library, "html", "x").ToString());
        Assert.Equal("lib-collection:o:l:c", LibraryCollectionLocator.Create(library, "c").ToString());
        Assert.Equal("lct:o:l:unit:u", LibraryContainerLocator.Create(library, "unit", "u").ToString());
    }

    [Fact]
    public void Invalid_parts_throw()
    {
        (string Part, Action Create)[] invalid =
        [
            ("''", () => CourseKey.Create("o", "c", "")),
            ("'c+r'", () => CourseKey.Create("o", "c+r", "branch@b")),
            ("''", () => CourseKey.Create(null!, "c", "r")),
            ("''", () => CcxLocator.Create(CourseKey.Parse("library-v1:o+l"), "1")),
            ("'x'", () => CcxLocator.Create(CourseKey.Parse("course-v1:o+c+r"), "x")),
            ("''", () => CcxLocator.Create(default, "1")),
            ("the default", () => UsageKey.Create(default, "html", "x")),
            ("'x@draft'", () => UsageKey.Create(CourseKey.Parse("o/c/r"), "html", "x@draft")),
            ("'o:l'", () => LibraryLocatorV2.Create("o:l", "s")),
            ("''", () => LibraryUsageLocatorV2.Create(default, "html", "x")),
            ("'c~'", () => LibraryCollectionLocator.Create(LibraryLocatorV2.Create("o", "l"), "c~")),
            ("'é'", () => LibraryContainerLocator.Create(LibraryLocatorV2.Create("o", "l"), "é", "u")),
        ];

        Assert.All(
            invalid, one => Assert.Contains(one.Part, Assert.Throws<ArgumentException>(one.Create).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_are_equal_if_their_texts_are_equal()
    {
        var key = CourseKey.Parse("course-v1:o+c+r");
        CourseKey other = CourseKey.Create("o", "c", "r");
        var upper = CourseKey.Parse("course-v1:O+c+r");

        Assert.True(key == other && !(key != other) && key.Equals((object)other));
        Assert.True(key != upper && !key.Equals((object)upper) && !key.Equals("course-v1:o+c+r"));
        Assert.Equal(key.GetHashCode(), other.GetHashCode());
        Assert.False(CourseKey.Parse("ccx-v1:o+c+r+ccx@1").Equals((object)CcxLocator.Parse("ccx-v1:o+c+r+ccx@1")));
    }

    [Fact]
    public void The_default_is_not_a_key()
    {
        Assert.Equal(("", "", ""), (default(CourseKey).ToString(), $"{default(UsageKey)}", default(CcxLocator).Org));
        Assert.Null(default(CourseKey).Run);
        Assert.Null(default(UsageKey).CourseKey);
        Assert.Equal(default, default(CcxLocator).ToCourseKey());
        Assert.Equal(default, default(CcxLocator).ToOriginalCourse());
        Assert.Equal(default, default(LibraryUsageLocatorV2).ToUsageKey());
        Assert.Equal(default, default(LibraryContainerLocator).Library);
        Assert.Equal(0, default(CourseKey).GetHashCode());
        Assert.True(default(CourseKey) == default);
        Assert.False(CourseKey.TryParse(default(CourseKey).ToString(), out _));
    }
}
