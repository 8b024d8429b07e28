namespace EventSchemas.Avro;

/// <summary>A place in a text as people count: lines and columns from 1, columns in UTF-16 units.</summary>
readonly record struct TextPlace(int Line, int Column)
{
    /// <summary>The place of a position. Counts from the beginning, so it is for findings and errors, and not for every value.</summary>
    public static TextPlace Of(string text, int position)
    {
        int line = 1;
        int lineStart = 0;
        for (int i = text.IndexOf('\n', 0, position); i >= 0; i = text.IndexOf('\n', lineStart, position - lineStart))
        {
            line++;
            lineStart = i + 1;
        }

        return new TextPlace(line, position - lineStart + 1);
    }
}
