using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EventSchemas.Avro;

/// <summary>Writes JSON as Python's <c>json.dumps</c> does: ASCII only, with the separators and number forms that it has.</summary>
sealed class JsonTextWriter
{
    private readonly StringBuilder _text = new();
    private readonly bool _indented;

    private JsonTextWriter(bool indented)
    {
        _indented = indented;
    }

    public static string Write(AvroJson value, AvroJsonFormat format)
    {
        var writer = new JsonTextWriter(format == AvroJsonFormat.File);
        writer.Write(value, depth: 0);
        return format == AvroJsonFormat.File ? writer._text.Append('\n').ToString() : writer._text.ToString();
    }

    /// <summary>A string in quotes, with everything that is not ASCII escaped.</summary>
    public static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    text.Append('\\').Append(c);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\b':
                    text.Append("\\b");
                    break;
                case '\f':
                    text.Append("\\f");
                    break;
                case < ' ' or > '~':
                    text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private void Write(AvroJson value, int depth)
    {
        switch (value.Kind)
        {
            case AvroJsonKind.Array:
                Block('[', ']', value.Items, depth, static (writer, item, depth) => writer.Write(item, depth));
                break;
            case AvroJsonKind.Object:
                IReadOnlyList<KeyValuePair<string, AvroJson>> members =
                    _indented ? value.Members : [.. value.Members.OrderBy(member => member.Key, CodePointOrder.Instance)];
                Block('{', '}', members, depth, static (writer, member, depth) =>
                {
                    AppendQuoted(writer._text, member.Key);
                    writer._text.Append(": ");
                    writer.Write(member.Value, depth);
                });
                break;
            case AvroJsonKind.String:
                AppendQuoted(_text, value.Text);
                break;
            case AvroJsonKind.Number:
                _text.Append(PythonNumber.Normalize(value.Text));
                break;
            default:
                _text.Append(value.Text);
                break;
        }
    }

    private void Block<T>(char open, char close, IReadOnlyList<T> parts, int depth, Action<JsonTextWriter, T, int> write)
    {
        _text.Append(open);
        for (int i = 0; i < parts.Count; i++)
        {
            _text.Append(i == 0 ? "" : _indented ? "," : ", ");
            NewLine(depth + 1);
            write(this, parts[i], depth + 1);
        }

        if (parts.Count > 0)
        {
            NewLine(depth);
        }

        _text.Append(close);
    }

    private void NewLine(int depth)
    {
        if (_indented)
        {
            _text.Append('\n').Append(' ', 2 * depth);
        }
    }
}
