namespace EventSchemas.Tool;

/// <summary>Texts that come from messages, which may have been written to do something to a terminal.</summary>
static class Printable
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text without control characters.</summary>
    public static string Of(string text) => text.Any(char.IsControl)
        ? string.Create(text.Length, text, (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? Replacement : source[i];
            }
        })
        : text;
}
