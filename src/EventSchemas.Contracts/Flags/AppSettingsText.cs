using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>The text of a configuration file in which a flag is declared: switched off, and everything else unchanged.</summary>
sealed class AppSettingsText
{
    private readonly string _text;
    private readonly LenientJson _json;
    private readonly string _newLine;

    private AppSettingsText(string text, LenientJson json)
    {
        _text = text;
        _json = json;
        _newLine = text.Contains("\r\n") ? "\r\n" : "\n";
    }

    /// <summary>The text with the flag; null where it has the flag already, or can't be edited.</summary>
    public static string? Declare(string text, string flag)
    {
        if (LenientJson.TryParse(text) is not { Root.Kind: AvroJsonKind.Object } json
            || AppSettings.TryParse(text) is not { } settings
            || settings.Declares(flag))
        {
            return null;
        }

        string edited = new AppSettingsText(text, json).WithFlag(flag);
        return AppSettings.TryParse(edited) is { } declared && declared.Declares(flag) ? edited : null;
    }

    private string WithFlag(string flag)
    {
        string name = AvroJson.FromString(flag).ToString();
        string member = name + ": false";
        if (Find(_json.Root, AppSettings.Section) is { } section)
        {
            return section.Kind == AvroJsonKind.Object ? WithLast(section, _ => member) : _text;
        }

        if (Find(Find(_json.Root, AppSettings.SharedSection), AppSettings.SharedFlags) is { Kind: AvroJsonKind.Array } shared)
        {
            return WithLast(shared, _ => $"{{ \"id\": {name}, \"enabled\": false }}");
        }

        string unit = IndentOfMembers(_json.Root);
        return WithLast(
            _json.Root,
            indent => $"\"{AppSettings.Section}\": {{{_newLine}{indent}{unit}{member}{_newLine}{indent}}}");
    }

    // After the last one; on a separate line if the brackets are on different lines.
    private string WithLast(AvroJson container, Func<string, string> item)
    {
        AvroJson[] children = [.. container.Members.Select(member => member.Value), .. container.Items];
        int close = container.Start + container.Length - 1;
        string outer = IndentAt(container.Start);
        if (children.Length == 0)
        {
            string inner = outer + IndentOfMembers(_json.Root);
            string rest = _json.Blanked.IndexOf('\n', container.Start, close - container.Start) >= 0 ? "" : _newLine + outer;
            return _text.Insert(container.Start + 1, _newLine + inner + item(inner) + rest);
        }

        AvroJson last = children[children.Length - 1];
        int end = last.Start + last.Length;
        int comma = TrailingComma(end, close);
        int lineEnd = _json.Blanked.IndexOf('\n', Math.Max(end, comma), close - Math.Max(end, comma));
        if (lineEnd < 0)
        {
            return comma < 0 ? _text.Insert(end, ", " + item(outer)) : _text.Insert(comma + 1, " " + item(outer));
        }

        lineEnd -= _text[lineEnd - 1] == '\r' ? 1 : 0;
        string indent = IndentAt(last.Start);
        string edited = _text.Insert(lineEnd, _newLine + indent + item(indent));
        return comma < 0 ? edited.Insert(end, ",") : edited;
    }

    private int TrailingComma(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (_json.IsTrailingComma(i))
            {
                return i;
            }
        }

        return -1;
    }

    private string IndentOfMembers(AvroJson root) =>
        root.Members.Count > 0 && IndentAt(root.Members[0].Value.Start) is { Length: > 0 } indent ? indent : "  ";

    private string IndentAt(int position)
    {
        int start = position == 0 ? 0 : _text.LastIndexOf('\n', position - 1) + 1;
        int end = start;
        while (end < position && _text[end] is ' ' or '\t')
        {
            end++;
        }

        return _text.Substring(start, end - start);
    }

    private static AvroJson? Find(AvroJson? value, string name) =>
        value?.Members.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
