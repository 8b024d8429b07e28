using System.Text.RegularExpressions;

namespace EventSchemas.Declarations;

/// <summary>The pattern of [TextForm], which a whole text matches.</summary>
static class TextFormPattern
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether a text matches a pattern; null where the pattern isn't a regular expression.</summary>
    public static bool? Matches(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
