using System.Globalization;

namespace EventSchemas.Redis;

/// <summary>Orders versions of a library, written as integers with dots between them.</summary>
static class LibraryVersions
{
    /// <summary>
    /// Less than 0 where the first is the older one, more than 0 where it is the newer one. A part that is missing is 0, and a text that
    /// isn't a version is newer than all.
    /// </summary>
    public static int Compare(string first, string second)
    {
        MemoryExtensions.SpanSplitEnumerator<char> firstParts = first.AsSpan().Split('.');
        MemoryExtensions.SpanSplitEnumerator<char> secondParts = second.AsSpan().Split('.');
        while (true)
        {
            bool hasFirst = firstParts.MoveNext();
            bool hasSecond = secondParts.MoveNext();
            if (!hasFirst && !hasSecond)
            {
                return 0;
            }

            int order = Part(hasFirst, first, firstParts).CompareTo(Part(hasSecond, second, secondParts));
            if (order != 0)
            {
                return order;
            }
        }
    }

    private static UInt128 Part(bool isThere, string text, MemoryExtensions.SpanSplitEnumerator<char> parts) =>
        !isThere ? 0
        : UInt128.TryParse(text.AsSpan(parts.Current).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 number) ? number
        : UInt128.MaxValue;
}
