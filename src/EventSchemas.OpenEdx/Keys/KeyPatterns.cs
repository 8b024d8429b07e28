namespace EventSchemas.OpenEdx;

/// <summary>
/// The forms of <see cref="KeyForms"/> as regular expressions, for the compiler, which checks the defaults of members. They leave out the
/// letters beyond U+FFFF.
/// </summary>
static class KeyPatterns
{
    public const string Course = CourseV1 + "|" + SlashSeparatedCourse + "|" + LibraryV1 + "|" + CcxV1;
    public const string Usage = BlockV1 + "|" + I4x + "|" + LibraryBlockV2 + "|" + LibraryBlockV1 + "|" + CcxBlockV1;
    public const string CcxV1 = "ccx-v1:" + CourseParts + Revision + Ccx;
    public const string LibraryV2 = "lib:" + Library;
    public const string LibraryBlockV2 = "lb:" + Library + ":" + Ascii + ":" + Slug;
    public const string LibraryCollection = "lib-collection:" + Library + ":" + Slug;
    public const string LibraryContainer = "lct:" + Library + ":" + Ascii + ":" + Slug;

    private const string Word = @"\p{L}\p{N}_";
    private const string Identifier = "[" + Word + @"\-~.:]+";
    private const string OldIdentifier = "[" + Word + @"\-.%]+";
    private const string OldBlock = "[" + Word + @"\-~.:%]+";
    private const string Ascii = @"[A-Za-z0-9_\-.]+";
    private const string Slug = "[" + Word + @"\-.]+";
    private const string CourseParts = Identifier + @"\+" + Identifier + @"\+" + Identifier;
    private const string OldLibrary = Identifier + @"\+" + Identifier;
    private const string Revision = @"(\+branch@" + Identifier + @")?(\+version@[0-9a-f]{24})?";
    private const string Ccx = @"\+ccx@\p{Nd}+";
    private const string Block = @"\+type@" + Identifier + @"\+block@" + Identifier;
    private const string Library = Ascii + ":" + Slug;
    private const string CourseV1 = "course-v1:" + CourseParts + Revision;
    private const string SlashSeparatedCourse = OldIdentifier + "/" + OldIdentifier + "/([" + Word + @"\-.%]*)";
    private const string LibraryV1 = "library-v1:" + OldLibrary + Revision;
    private const string BlockV1 = "block-v1:" + CourseParts + Revision + Block;
    private const string LibraryBlockV1 = "lib-block-v1:" + OldLibrary + Revision + Block;
    private const string CcxBlockV1 = "ccx-block-v1:" + CourseParts + Revision + Ccx + Block;
    private const string I4x = "i4x://" + OldIdentifier + "/" + OldIdentifier + "/" + OldBlock + "/" + OldBlock + "(@" + OldBlock + ")?";
}
