using System.Text.RegularExpressions;

namespace EventSchemas.Tool;

/// <summary>The page of a rule, which the tool carries.</summary>
/// <param name="Sections">Its sections, by their titles, in Markdown.</param>
sealed partial record RulePage(IReadOnlyList<KeyValuePair<string, string>> Sections)
{
    private const string Folder = "rules/";

    /// <summary>The page of a rule.</summary>
    public static RulePage Of(string id)
    {
        using Stream stream = typeof(RulePage).Assembly.GetManifestResourceStream($"{Folder}{id}.md")!;
        using var reader = new StreamReader(stream);
        string[] parts = reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n## ");
        return new RulePage([.. parts.Skip(1).Select(SectionOf)]);
    }

    private static KeyValuePair<string, string> SectionOf(string part)
    {
        int end = part.IndexOf('\n', StringComparison.Ordinal);
        string text = Link().Replace(part[(end + 1)..].Trim(), "$1");
        return new KeyValuePair<string, string>(part[..end].Trim(), text);
    }

    // A terminal has no use for the target of a link between pages.
    [GeneratedRegex(@"\[([^\]]+)\]\([^)]+\.md[^)]*\)")]
    private static partial Regex Link();
}
