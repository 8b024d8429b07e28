namespace EventSchemas.Build;

/// <summary>A break that the source justifies.</summary>
/// <param name="Subject">What it is about: <c>EVS3006 CourseData.count</c>.</param>
/// <param name="Expires">The last day on which it holds; null where it always does.</param>
sealed record DeclaredJustification(string Subject, string? Expires)
{
    private const string Until = " until ";

    public static DeclaredJustification Parse(string text)
    {
        int end = text.IndexOf(Until, StringComparison.Ordinal);
        return end < 0 ? new DeclaredJustification(text, null) : new DeclaredJustification(text.Substring(0, end), text.Substring(end + Until.Length));
    }
}
