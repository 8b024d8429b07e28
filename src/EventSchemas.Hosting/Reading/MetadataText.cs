using System.Globalization;

namespace EventSchemas.Hosting;

/// <summary>Texts of a message's metadata, in the forms that the Python services accept.</summary>
static class MetadataText
{
    /// <summary>Reads a minor version. Python's integers have no limit: one that doesn't fit here is as large as possible.</summary>
    /// <returns>The number; null if the text isn't one.</returns>
    public static int? MinorVersion(string text)
    {
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        ReadOnlySpan<char> digits = text.AsSpan().Trim().TrimStart("+-");
        return digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') ? null
            : text.Contains('-', StringComparison.Ordinal) ? int.MinValue
            : int.MaxValue;
    }

    /// <summary>Whether a text is the version of a library: integers with dots between them.</summary>
    public static bool IsLibrary(string text)
    {
        foreach (Range part in text.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> digits = text.AsSpan(part).Trim();
            if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A text of bounded length, for a message to people.</summary>
    public static string Shortened(string text) => text.Length <= 100 ? text : $"{text.AsSpan(0, 100)}…";
}
