namespace EventSchemas.Contracts;

/// <summary>Finds what a misspelt name was meant to be.</summary>
static class NearestText
{
    /// <summary>The text that takes the fewest edits of a character to become another; of several, the first in the alphabet.</summary>
    /// <param name="name">The misspelt name.</param>
    /// <param name="texts">The texts that it could mean; at least one.</param>
    public static string To(string name, IEnumerable<string> texts) =>
        texts.OrderBy(text => Distance(name, text)).ThenBy(text => text, StringComparer.Ordinal).First();

    /// <summary>
    /// The text that a name was probably meant to be: the nearest one, if no more than a third of the name differs; otherwise null.
    /// </summary>
    /// <param name="name">The misspelt name.</param>
    /// <param name="texts">The texts that it could mean; there may be none.</param>
    public static string? Meant(string name, IReadOnlyCollection<string> texts)
    {
        const int part = 3;
        int limit = Math.Max(1, (name.Length + 1) / part);
        string[] near = [.. texts.Where(text => Math.Abs(text.Length - name.Length) <= limit)];
        string? nearest = near.Length == 0 ? null : To(name, near);
        return nearest is not null && Distance(name, nearest) <= limit ? nearest : null;
    }

    // Levenshtein's distance, row by row.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
