using System.Globalization;
using System.Text;

namespace EventSchemas.Tool;

/// <summary>Reads a literal of Python. Nothing is run: what isn't a literal stays an expression, as text.</summary>
/// <param name="source">The source.</param>
/// <param name="start">Where the literal begins.</param>
sealed class PythonLiteral(string source, int start)
{
    private const int MaxDepth = 32;
    private const string Quotes = "'\"";
    private const string Opening = "([{";
    private const string Closing = ")]}";

    private static readonly Dictionary<string, PythonValue> Words = new(StringComparer.Ordinal)
    {
        ["True"] = PythonValue.True,
        ["False"] = PythonValue.False,
        ["None"] = PythonValue.None,
    };

    private int _at = start;
    private int _counted;
    private int _lines = 1;
    private bool _isAfterLine;

    /// <summary>Reads the literal.</summary>
    /// <exception cref="PythonSyntaxException">It isn't one.</exception>
    public PythonValue Read() => Value(MaxDepth, isInside: false);

    private PythonValue Value(int depth, bool isInside)
    {
        SkipSpace();
        int begin = _at;
        int line = Line;
        PythonValue? literal = _at >= source.Length ? throw Unexpected()
            : source[_at] == '{' ? Map(depth)
            : IsStringStart() ? Text()
            : Word();
        SkipSpace();
        if (literal is not null && IsEnd(isInside))
        {
            return literal;
        }

        _at = begin;
        return PythonValue.OfExpression(Expression(isInside), line);
    }

    private PythonValue Map(int depth)
    {
        if (depth == 0)
        {
            throw new PythonSyntaxException($"dictionaries are nested more than {MaxDepth} deep", Line);
        }

        var entries = new List<PythonEntry>();
        _at++;
        for (SkipSpace(); Peek() != '}'; SkipSpace())
        {
            int line = Line;
            if (!IsStringStart())
            {
                throw new PythonSyntaxException(
                    "a key isn't a text: dictionaries that are merged or computed can't be read, so give the settings as JSON or YAML",
                    line);
            }

            string key = Text().Text!;
            Expect(':');
            entries.Add(new PythonEntry(key, Value(depth - 1, isInside: true), line));
            SkipSpace();
            if (Peek() != '}')
            {
                Expect(',');
            }
        }

        _at++;
        return PythonValue.OfMap(entries);
    }

    // Texts beside each other are one text.
    private PythonValue Text()
    {
        var text = new StringBuilder();
        for (; IsStringStart(); SkipSpace())
        {
            bool isRaw = false;
            for (; !Quotes.Contains(source[_at], StringComparison.Ordinal); _at++)
            {
                isRaw |= source[_at] is 'r' or 'R';
            }

            AppendString(text, isRaw);
        }

        return PythonValue.OfText(text.ToString());
    }

    private void AppendString(StringBuilder text, bool isRaw)
    {
        char quote = source[_at];
        string triple = new(quote, 3);
        string end = string.CompareOrdinal(source, _at, triple, 0, triple.Length) == 0 ? triple : quote.ToString();
        for (_at += end.Length; string.CompareOrdinal(source, _at, end, 0, end.Length) != 0;)
        {
            if (_at >= source.Length || (source[_at] == '\n' && end.Length == 1))
            {
                throw new PythonSyntaxException("a text has no end", Line);
            }

            if (source[_at] == '\\' && !isRaw)
            {
                AppendEscape(text);
            }
            else
            {
                text.Append(source[_at++]);
            }
        }

        _at += end.Length;
    }

    private void AppendEscape(StringBuilder text)
    {
        char kind = _at + 1 < source.Length ? source[_at + 1] : throw Unexpected();
        _at += 2;
        switch (kind)
        {
            case '\n':
                break;
            case 'n':
                text.Append('\n');
                break;
            case 't':
                text.Append('\t');
                break;
            case 'r':
                text.Append('\r');
                break;
            case 'x' or 'u' or 'U':
                AppendCodePoint(text, kind switch { 'x' => 2, 'u' => 4, _ => 8 });
                break;
            case '\\' or '\'' or '"':
                text.Append(kind);
                break;
            default:
                text.Append('\\').Append(kind);
                break;
        }
    }

    private void AppendCodePoint(StringBuilder text, int digits)
    {
        if (_at + digits > source.Length
            || !int.TryParse(source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            || !Rune.IsValid(code))
        {
            throw new PythonSyntaxException("an escape in a text isn't a character", Line);
        }

        _at += digits;
        text.Append(new Rune(code).ToString());
    }

    private PythonValue? Word()
    {
        int begin = _at;
        while (_at < source.Length && (char.IsLetterOrDigit(source[_at]) || source[_at] == '_'))
        {
            _at++;
        }

        return Words.GetValueOrDefault(source[begin.._at]);
    }

    private string Expression(bool isInside)
    {
        var text = new StringBuilder();
        int begin = _at;
        int open = 0;
        while (_at < source.Length && (open > 0 || !IsExpressionEnd(source[_at], isInside)))
        {
            if (IsStringStart())
            {
                Text();
                continue;
            }

            // A comment can say what isn't for everybody's eyes.
            if (source[_at] == '#')
            {
                text.Append(source, begin, _at - begin);
                SkipSpace();
                begin = _at;
                continue;
            }

            open += Opening.Contains(source[_at], StringComparison.Ordinal) ? 1
                : Closing.Contains(source[_at], StringComparison.Ordinal) ? -1
                : 0;
            _at++;
        }

        string expression = text.Append(source, begin, _at - begin).ToString().Trim();
        return expression.Length > 0 ? expression : throw Unexpected();
    }

    private static bool IsExpressionEnd(char c, bool isInside) => isInside ? c is ',' or '}' : c == '\n';

    // Prefixes of texts but f, whose text is computed.
    private bool IsStringStart()
    {
        int at = _at;
        while (at < source.Length && at < _at + 2 && source[at] is 'r' or 'R' or 'u' or 'U' or 'b' or 'B')
        {
            at++;
        }

        return at < source.Length && Quotes.Contains(source[at], StringComparison.Ordinal);
    }

    // Outside of brackets the end of a line ends it.
    private bool IsEnd(bool isInside) => _at >= source.Length || (isInside ? source[_at] is ',' or '}' : _isAfterLine);

    private void SkipSpace()
    {
        _isAfterLine = false;
        while (_at < source.Length)
        {
            if (source[_at] == '#')
            {
                int end = source.IndexOf('\n', _at);
                _at = end < 0 ? source.Length : end;
            }
            else if (source[_at] == '\\' && _at + 1 < source.Length && source[_at + 1] is '\n' or '\r')
            {
                _at += 2;
            }
            else if (char.IsWhiteSpace(source[_at]))
            {
                _isAfterLine |= source[_at] == '\n';
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private void Expect(char expected)
    {
        SkipSpace();
        if (Peek() != expected)
        {
            throw Unexpected();
        }

        _at++;
    }

    private char Peek() => _at < source.Length ? source[_at] : throw Unexpected();

    private int Line
    {
        get
        {
            int at = Math.Min(_at, source.Length);
            _lines += at >= _counted
                ? source.AsSpan(_counted, at - _counted).Count('\n')
                : -source.AsSpan(at, _counted - at).Count('\n');
            _counted = at;
            return _lines;
        }
    }

    private PythonSyntaxException Unexpected() => _at >= source.Length
        ? new PythonSyntaxException("the file ends within the dictionary", Line)
        : new PythonSyntaxException($"'{source[_at]}' isn't expected there", Line);
}
