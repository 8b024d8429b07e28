using System;
using System.Collections.Generic;
using System.Text;

namespace EventSchemas.Avro;

/// <summary>
/// A parsed JSON text (RFC 8259): its values in sequence, nested values after the value that contains them, a member's name
/// before its value. Strings are created on demand. Immutable.
/// </summary>
sealed class JsonTape(string text, JsonNode[] nodes)
{
    /// <summary>The position of the outermost value.</summary>
    public const int Root = 0;

    public string Source => text;

    /// <summary>The value at a position.</summary>
    public ref readonly JsonNode this[int node] => ref nodes[node];

    /// <summary>A string's content, or a scalar as it is written.</summary>
    public string Text(int node)
    {
        JsonNode value = nodes[node];
        if (value.Kind != AvroJsonKind.String)
        {
            return SchemaWords.Find(text, value.Start, value.Length) ?? text.Substring(value.Start, value.Length);
        }

        return value.Content >= 0 ? SchemaWords.TextOf(value.Word)
            : value.Content == JsonNode.Escaped ? Unescape(text, value.Start + 1, value.Start + value.Length - 1)
            : text.Substring(value.Start + 1, value.Length - 2);
    }

    /// <summary>The value as JSON.</summary>
    /// <param name="node">Its position on the tape.</param>
    /// <param name="places">
    /// Records the JSON of every position, if its place in the text is needed; it keeps the text in memory.
    /// </param>
    public AvroJson ToJson(int node, AvroJson[]? places = null)
    {
        JsonNode value = nodes[node];
        object content = value.Kind switch
        {
            AvroJsonKind.Array => Items(node, places),
            AvroJsonKind.Object => Members(node, places),
            _ => Text(node),
        };
        if (places is null)
        {
            return AvroJson.Of(value.Kind, content);
        }

        return places[node] = AvroJson.Read(value.Kind, content, text, value.Start, value.Length);
    }

    private AvroJson[] Items(int node, AvroJson[]? places)
    {
        var items = new AvroJson[nodes[node].Content];
        int item = node + 1;
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = ToJson(item, places);
            item = nodes[item].Next;
        }

        return items;
    }

    private KeyValuePair<string, AvroJson>[] Members(int node, AvroJson[]? places)
    {
        var members = new KeyValuePair<string, AvroJson>[nodes[node].Content];
        int name = node + 1;
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = new KeyValuePair<string, AvroJson>(Text(name), ToJson(name + 1, places));
            name = nodes[name + 1].Next;
        }

        return members;
    }

    /// <summary>The content of a string whose escapes have been found well-formed.</summary>
    public static string Unescape(string text, int start, int end)
    {
        var content = new StringBuilder(end - start);
        for (int i = start; i < end; i++)
        {
            if (text[i] != '\\')
            {
                content.Append(text[i]);
                continue;
            }

            char c = text[++i];
            if (c == 'u')
            {
                content.Append((char)Convert.ToUInt16(text.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                content.Append(c switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => c });
            }
        }

        return content.ToString();
    }
}
