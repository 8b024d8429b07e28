using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace EventSchemas.Avro;

/// <summary>Reads JSON (RFC 8259) onto a tape. Bounded in length and depth.</summary>
ref struct JsonTextReader
{
    private const int DepthBeyondWhichStacksOverflow = 256;
    private const int LengthBeyondWhichPositionsDoNotFit = 256 * 1024 * 1024;
    private const int MembersToCompareOneByOne = 16;
    private const int CharactersOfAUsualValue = 8;

    private readonly string _text;
    private readonly int _maxDepth;
    private JsonNode[] _nodes;
    private int _count;
    private int _position;
    private int _depth;

    private JsonTextReader(string text, AvroParseOptions options)
    {
        _text = text;
        _maxDepth = Math.Min(options.MaxDepth, DepthBeyondWhichStacksOverflow);
        int maxLength = Math.Min(options.MaxLength, LengthBeyondWhichPositionsDoNotFit);
        if (text.Length > maxLength)
        {
            throw new AvroSchemaException($"The text has {text.Length} characters, and {maxLength} is the most", 1, 1);
        }

        _nodes = new JsonNode[16 + (text.Length / CharactersOfAUsualValue)];
    }

    /// <summary>Reads a text that is one value.</summary>
    /// <exception cref="AvroSchemaException">It isn't, or a bound is exceeded.</exception>
    public static JsonTape Read(string text, AvroParseOptions options)
    {
        var reader = new JsonTextReader(text, options);
        reader.ReadAll();
        return new JsonTape(text, reader._nodes);
    }

    private readonly bool AtEnd => _position >= _text.Length;

    private void ReadAll()
    {
        if (_text.Length > 0 && _text[0] == '\uFEFF')
        {
            _position = 1;
        }

        SkipWhitespace();
        ReadValue();
        SkipWhitespace();
        if (!AtEnd)
        {
            throw Error($"The JSON ends here, and {Show(_text[_position])} follows");
        }
    }

    private void ReadValue()
    {
        if (AtEnd)
        {
            throw Error("The text ends where a value is expected");
        }

        switch (_text[_position])
        {
            case '"':
                ReadString();
                break;
            case '{':
                ReadMembers();
                break;
            case '[':
                ReadItems();
                break;
            default:
                int start = _position;
                AvroJsonKind kind = ReadLiteral(_text[_position]);
                int node = Reserve();
                _nodes[node] = new JsonNode(kind, start, _position - start, _count, 0);
                break;
        }
    }

    private void ReadMembers()
    {
        int start = _position;
        int node = Reserve();
        int count = 0;
        HashSet<string>? names = null;
        Enter();
        if (!TakeAfterWhitespace('}'))
        {
            do
            {
                SkipWhitespace();
                if (AtEnd || _text[_position] != '"')
                {
                    throw Error("A member's name in double quotes is expected");
                }

                int name = _count;
                ReadString();
                if (IsRepeated(node, name, count++, ref names))
                {
                    throw ErrorAt($"The object has two members named \"{Text(name)}\"", _nodes[name].Start);
                }

                Expect(':');
                SkipWhitespace();
                ReadValue();
            }
            while (TakeAfterWhitespace(','));
            Expect('}');
        }

        _depth--;
        _nodes[node] = new JsonNode(AvroJsonKind.Object, start, _position - start, _count, count);
    }

    private void ReadItems()
    {
        int start = _position;
        int node = Reserve();
        int count = 0;
        Enter();
        if (!TakeAfterWhitespace(']'))
        {
            do
            {
                SkipWhitespace();
                ReadValue();
                count++;
            }
            while (TakeAfterWhitespace(','));
            Expect(']');
        }

        _depth--;
        _nodes[node] = new JsonNode(AvroJsonKind.Array, start, _position - start, _count, count);
    }

    private int Reserve()
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _count);
        }

        return _count++;
    }

    // Most objects have few members, and comparing with each costs less than a set of names.
    private readonly bool IsRepeated(int node, int name, int count, ref HashSet<string>? names)
    {
        if (count > MembersToCompareOneByOne)
        {
            names ??= NamesBefore(node, name);
            return !names.Add(Text(name));
        }

        for (int other = node + 1; other < name; other = _nodes[other + 1].Next)
        {
            if (IsSame(other, name))
            {
                return true;
            }
        }

        return false;
    }

    private readonly HashSet<string> NamesBefore(int node, int name)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int other = node + 1; other < name; other = _nodes[other + 1].Next)
        {
            names.Add(Text(other));
        }

        return names;
    }

    private readonly bool IsSame(int one, int other)
    {
        JsonNode x = _nodes[one];
        JsonNode y = _nodes[other];
        return x.Content >= 0 || y.Content >= 0 ? x.Content == y.Content
            : x.Content == JsonNode.Escaped || y.Content == JsonNode.Escaped ? Text(one) == Text(other)
            : x.Length == y.Length && string.CompareOrdinal(_text, x.Start, _text, y.Start, x.Length) == 0;
    }

    private readonly string Text(int node) => new JsonTape(_text, _nodes).Text(node);

    private void ReadString()
    {
        string text = _text;
        int start = _position;
        int end = start + 1;
        bool isPlain = true;
        for (; end < text.Length && text[end] != '"'; end++)
        {
            char c = text[end];
            if (c is < ' ' or '\\' or >= '\uD800')
            {
                isPlain = false;
                end = PassOddCharacter(end);
            }
        }

        _position = end;
        if (AtEnd)
        {
            throw Error("The text ends inside a string");
        }

        _position++;
        var word = SchemaWords.IndexOf(text, start + 1, end - start - 1);
        int node = Reserve();
        _nodes[node] = new JsonNode(
            AvroJsonKind.String, start, _position - start, _count, isPlain ? (int)word : ContentOfOdd(start + 1, end));
    }

    // An escape, half of a surrogate pair, or a character that isn't allowed in a string; returns its last position.
    private int PassOddCharacter(int position)
    {
        _position = position;
        if (_text[position] < ' ')
        {
            throw Error($"The control character U+{(int)_text[position]:X4} must be written as an escape inside a string");
        }

        if (_text[position] != '\\')
        {
            return position;
        }

        _position++;
        ReadEscape();
        return _position - 1;
    }

    private readonly int ContentOfOdd(int start, int end)
    {
        bool isEscaped = _text.IndexOf('\\', start, end - start) >= 0;
        string content = isEscaped ? JsonTape.Unescape(_text, start, end) : _text.Substring(start, end - start);
        CheckSurrogates(content, start);
        var word = SchemaWords.IndexOf(content);
        return word == SchemaWord.None && isEscaped ? JsonNode.Escaped : (int)word;
    }

    // Names and strings are encoded as UTF-8, which has no lone surrogates.
    private readonly void CheckSurrogates(string value, int start)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                throw ErrorAt($"The string holds half of a surrogate pair, U+{(int)value[i]:X4}", start);
            }
        }
    }

    private void ReadEscape()
    {
        char c = AtEnd ? throw Error("The text ends inside a string") : _text[_position++];
        switch (c)
        {
            case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                break;
            case 'u' when _position + 4 <= _text.Length && IsHex(_position):
                _position += 4;
                break;
            default:
                throw ErrorAt(c == 'u' ? "\\u needs four hexadecimal digits" : $"\\{c} is not an escape of JSON", _position - 2);
        }
    }

    private readonly bool IsHex(int start)
    {
        for (int i = start; i < start + 4; i++)
        {
            if (_text[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
            {
                return false;
            }
        }

        return true;
    }

    private AvroJsonKind ReadLiteral(char first)
    {
        switch (first)
        {
            case 'n':
                Take("null");
                return AvroJsonKind.Null;
            case 't':
                Take("true");
                return AvroJsonKind.Boolean;
            case 'f':
                Take("false");
                return AvroJsonKind.Boolean;
            case '-' or (>= '0' and <= '9'):
                ReadNumber();
                return AvroJsonKind.Number;
            default:
                throw Error($"A JSON value is expected, and {Show(first)} is none");
        }
    }

    private void Take(string literal)
    {
        if (string.CompareOrdinal(_text, _position, literal, 0, literal.Length) != 0)
        {
            throw Error($"A JSON value is expected; did you mean {literal}?");
        }

        _position += literal.Length;
    }

    private void ReadNumber()
    {
        int start = _position;
        _position += _text[_position] == '-' ? 1 : 0;
        int digits = Digits();
        bool leadingZero = digits > 1 && _text[_position - digits] == '0';
        bool valid = digits > 0 && !leadingZero;
        if (!AtEnd && _text[_position] == '.')
        {
            _position++;
            valid &= Digits() > 0;
        }

        if (!AtEnd && _text[_position] is 'e' or 'E')
        {
            _position++;
            _position += !AtEnd && _text[_position] is '+' or '-' ? 1 : 0;
            valid &= Digits() > 0;
        }

        if (!valid)
        {
            throw ErrorAt("This is not a number of JSON", start);
        }
    }

    private int Digits()
    {
        int start = _position;
        while (!AtEnd && _text[_position] is >= '0' and <= '9')
        {
            _position++;
        }

        return _position - start;
    }

    private void Enter()
    {
        if (++_depth > _maxDepth)
        {
            throw Error($"Values are nested more than {_maxDepth} levels deep");
        }

        _position++;
    }

    private void Expect(char c)
    {
        if (!TakeAfterWhitespace(c))
        {
            throw Error(AtEnd ? $"The text ends where '{c}' is expected" : $"'{c}' is expected, and {Show(_text[_position])} stands here");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TakeAfterWhitespace(char c)
    {
        string text = _text;
        int position = _position;
        if ((uint)position < (uint)text.Length && text[position] > ' ')
        {
            _position = text[position] == c ? position + 1 : position;
            return _position > position;
        }

        SkipMoreWhitespace();
        return Take(c);
    }

    private bool Take(char c)
    {
        if (AtEnd || _text[_position] != c)
        {
            return false;
        }

        _position++;
        return true;
    }

    // Usually there is none, or one space.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipWhitespace()
    {
        string text = _text;
        int position = _position;
        if ((uint)position < (uint)text.Length && text[position] <= ' ')
        {
            _position = ++position;
            if ((uint)position >= (uint)text.Length || text[position] <= ' ' || text[position - 1] != ' ')
            {
                _position = position - 1;
                SkipMoreWhitespace();
            }
        }
    }

    private void SkipMoreWhitespace()
    {
        string text = _text;
        int position = _position;
        while (position < text.Length && text[position] is ' ' or '\n' or '\r' or '\t')
        {
            position++;
        }

        _position = position;
    }

    private static string Show(char c) => c is > ' ' and < '\x7F'
        ? $"'{c}'"
        : "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    private readonly AvroSchemaException Error(string problem) => ErrorAt(problem, _position);

    private readonly AvroSchemaException ErrorAt(string problem, int position)
    {
        var place = TextPlace.Of(_text, position);
        return new AvroSchemaException(problem, place.Line, place.Column);
    }
}
