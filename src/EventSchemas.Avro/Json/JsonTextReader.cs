using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EventSchemas.Avro;

/// <summary>Reads JSON (RFC 8259) and keeps the place of every value. Bounded in length and depth.</summary>
ref struct JsonTextReader
{
    private const int DepthBeyondWhichStacksOverflow = 256;

    private const int MembersToCompareOneByOne = 16;

    private readonly string _text;
    private readonly int _maxDepth;
    private KeyValuePair<string, AvroJson>[] _members = [];
    private int _memberCount;
    private AvroJson[] _items = [];
    private int _itemCount;
    private int _position;
    private int _depth;

    public JsonTextReader(string text, AvroParseOptions options)
    {
        _text = text;
        _maxDepth = Math.Min(options.MaxDepth, DepthBeyondWhichStacksOverflow);
        _position = 0;
        _depth = 0;
        if (text.Length > options.MaxLength)
        {
            throw new AvroSchemaException($"The text has {text.Length} characters, and {options.MaxLength} is the most", 1, 1);
        }
    }

    public AvroJson Read()
    {
        if (_text.Length > 0 && _text[0] == '\uFEFF')
        {
            _position = 1;
        }

        SkipWhitespace();
        AvroJson value = ReadValue();
        SkipWhitespace();
        return _position == _text.Length ? value : throw Error($"The JSON ends here, and {Show(_text[_position])} follows");
    }

    private readonly bool AtEnd => _position >= _text.Length;

    private AvroJson ReadValue()
    {
        if (AtEnd)
        {
            throw Error("The text ends where a value is expected");
        }

        int start = _position;
        char first = _text[_position];
        object content;
        AvroJsonKind kind;
        switch (first)
        {
            case '"':
                content = ReadString();
                kind = AvroJsonKind.String;
                break;
            case '{':
                content = ReadMembers();
                kind = AvroJsonKind.Object;
                break;
            case '[':
                content = ReadItems();
                kind = AvroJsonKind.Array;
                break;
            default:
                kind = ReadLiteral(first);
                content = SchemaWords.Find(_text, start, _position - start) ?? _text.Substring(start, _position - start);
                break;
        }

        return AvroJson.Read(kind, content, _text, start, _position - start);
    }

    private KeyValuePair<string, AvroJson>[] ReadMembers()
    {
        Enter();
        int first = _memberCount;
        HashSet<string>? names = null;
        if (!TakeAfterWhitespace('}'))
        {
            do
            {
                SkipWhitespace();
                if (AtEnd || _text[_position] != '"')
                {
                    throw Error("A member's name in double quotes is expected");
                }

                int nameStart = _position;
                string name = ReadString();
                if (IsRepeated(name, first, ref names))
                {
                    throw ErrorAt($"The object has two members named \"{name}\"", nameStart);
                }

                Expect(':');
                SkipWhitespace();
                Push(ref _members, ref _memberCount, new KeyValuePair<string, AvroJson>(name, ReadValue()));
            }
            while (TakeAfterWhitespace(','));
            Expect('}');
        }

        _depth--;
        return Pop(_members, ref _memberCount, first);
    }

    // Most objects have few members, and looking at each costs less than a set of names.
    private readonly bool IsRepeated(string name, int first, ref HashSet<string>? names)
    {
        if (_memberCount - first > MembersToCompareOneByOne)
        {
            names ??= new HashSet<string>(_members.Skip(first).Take(_memberCount - first).Select(member => member.Key), StringComparer.Ordinal);
            return !names.Add(name);
        }

        for (int i = first; i < _memberCount; i++)
        {
            if (_members[i].Key == name)
            {
                return true;
            }
        }

        return false;
    }

    private AvroJson[] ReadItems()
    {
        Enter();
        int first = _itemCount;
        if (!TakeAfterWhitespace(']'))
        {
            do
            {
                SkipWhitespace();
                Push(ref _items, ref _itemCount, ReadValue());
            }
            while (TakeAfterWhitespace(','));
            Expect(']');
        }

        _depth--;
        return Pop(_items, ref _itemCount, first);
    }

    // What lies within each other is gathered on one stack, and leaves it as an array of its own size.
    private static void Push<T>(ref T[] stack, ref int count, T value)
    {
        if (count == stack.Length)
        {
            Array.Resize(ref stack, Math.Max(16, 2 * count));
        }

        stack[count++] = value;
    }

    private static T[] Pop<T>(T[] stack, ref int count, int first)
    {
        if (count == first)
        {
            return [];
        }

        T[] values = new T[count - first];
        Array.Copy(stack, first, values, 0, values.Length);
        count = first;
        return values;
    }

    private string ReadString()
    {
        string text = _text;
        int start = ++_position;
        int end = start;
        bool hasSurrogates = false;
        for (; end < text.Length && text[end] is not ('"' or '\\') and >= ' '; end++)
        {
            hasSurrogates |= char.IsSurrogate(text[end]);
        }

        _position = end;
        if (end < text.Length && text[end] == '"')
        {
            _position++;
            return hasSurrogates ? Checked(text.Substring(start, end - start), start) : SchemaWords.Find(text, start, end - start) ?? text.Substring(start, end - start);
        }

        var builder = new StringBuilder(text, start, end - start, Math.Max(16, end - start));
        while (true)
        {
            if (AtEnd)
            {
                throw Error("The text ends inside a string");
            }

            char c = _text[_position++];
            if (c == '"')
            {
                return Checked(builder.ToString(), start);
            }

            if (c < ' ')
            {
                throw ErrorAt($"The control character U+{(int)c:X4} must be written as an escape inside a string", _position - 1);
            }

            builder.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    // Names and texts travel as UTF-8, which has no lone surrogates.
    private readonly string Checked(string value, int start)
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

        return value;
    }

    private char ReadEscape()
    {
        char c = AtEnd ? throw Error("The text ends inside a string") : _text[_position++];
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= _text.Length && TryHex(out int unit):
                _position += 4;
                return (char)unit;
            default:
                throw ErrorAt(c == 'u' ? "\\u needs four hexadecimal digits" : $"\\{c} is not an escape of JSON", _position - 2);
        }
    }

    private readonly bool TryHex(out int unit)
    {
        unit = 0;
        for (int i = 0; i < 4; i++)
        {
            char c = _text[_position + i];
            int digit = c is >= '0' and <= '9' ? c - '0' : c is >= 'a' and <= 'f' ? c - 'a' + 10 : c is >= 'A' and <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0)
            {
                return false;
            }

            unit = (unit << 4) | digit;
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
            throw Error($"Values lie more than {_maxDepth} deep in each other");
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

    private bool TakeAfterWhitespace(char c)
    {
        if (AtEnd || _text[_position] != c)
        {
            SkipWhitespace();
            if (AtEnd || _text[_position] != c)
            {
                return false;
            }
        }

        _position++;
        return true;
    }

    private void SkipWhitespace()
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
