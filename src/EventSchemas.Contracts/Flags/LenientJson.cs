using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>
/// JSON as .NET's configuration reads it: with comments and trailing commas. Both are blanked out, character by character, so that what
/// remains is JSON whose positions are those of the text.
/// </summary>
sealed class LenientJson
{
    private readonly char[] _blanked;
    private readonly HashSet<int> _trailingCommas = [];
    private int _lastComma = -1;

    private LenientJson(string text)
    {
        _blanked = text.ToCharArray();
        Blank();
        Blanked = new string(_blanked);
        Root = AvroJson.Parse(Blanked);
    }

    /// <summary>The outermost value.</summary>
    public AvroJson Root { get; }

    /// <summary>The text with blanks for comments, line ends within them too, and for trailing commas.</summary>
    public string Blanked { get; }

    /// <summary>The JSON of a text; null where it isn't JSON, or exceeds a limit of the parser.</summary>
    public static LenientJson? TryParse(string text)
    {
        try
        {
            return text.Length <= AvroParseOptions.Default.MaxLength ? new LenientJson(text) : null;
        }
        catch (AvroSchemaException)
        {
            return null;
        }
    }

    /// <summary>Whether the text has a trailing comma at a position.</summary>
    public bool IsTrailingComma(int position) => _trailingCommas.Contains(position);

    private void Blank()
    {
        int position = 0;
        while (position < _blanked.Length)
        {
            char c = _blanked[position];
            int end = c switch
            {
                '"' => EndOfString(position),
                '/' => EndOfComment(position),
                _ => position + 1,
            };
            if (c == '/' && end > position + 1)
            {
                Blank(position, end);
            }
            else if (c is not (' ' or '\t' or '\r' or '\n'))
            {
                Meet(c, position);
            }

            position = end;
        }
    }

    // A comma is a trailing one when a closing bracket follows.
    private void Meet(char c, int position)
    {
        if (c is '}' or ']' && _lastComma >= 0)
        {
            Blank(_lastComma, _lastComma + 1);
            _trailingCommas.Add(_lastComma);
        }

        _lastComma = c == ',' ? position : -1;
    }

    private void Blank(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            _blanked[i] = ' ';
        }
    }

    private int EndOfString(int start)
    {
        for (int i = start + 1; i < _blanked.Length; i++)
        {
            if (_blanked[i] == '\\')
            {
                i++;
            }
            else if (_blanked[i] == '"')
            {
                return i + 1;
            }
        }

        return _blanked.Length;
    }

    // The line end after a comment is not part of it.
    private int EndOfComment(int start)
    {
        char second = start + 1 < _blanked.Length ? _blanked[start + 1] : ' ';
        for (int i = start + 2; second is '/' or '*' && i <= _blanked.Length; i++)
        {
            bool isOver = second == '/'
                ? i == _blanked.Length || _blanked[i] is '\r' or '\n'
                : i > start + 3 && _blanked[i - 2] == '*' && _blanked[i - 1] == '/';
            if (isOver)
            {
                return i;
            }
        }

        return start + 1;
    }
}
