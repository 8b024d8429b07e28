using System.Text.RegularExpressions;

namespace EventSchemas.Avro.Tests;

/// <summary>Records written short: <c>'name': type = default (aka 'alias') (doc 'text') (pii true)</c>, fields apart by semicolons, single quotes for double ones.</summary>
static partial class RecordText
{
    /// <summary>The record as JSON.</summary>
    public static string Of(string name, string fields) =>
        $$"""{"type": "record", "name": "{{name}}", "fields": [{{string.Join(", ", SplitFields(fields).Select(Field))}}]}""".Replace('\'', '"');

    private static string Field(string field)
    {
        Match match = Pattern().Match(field.Trim());
        Assert.True(match.Success, field);
        string text = $"{{'name': {match.Groups["name"].Value}, 'type': {match.Groups["type"].Value}";
        text += match.Groups["default"].Success ? $", 'default': {match.Groups["default"].Value}" : "";
        foreach (Capture more in match.Groups["more"].Captures)
        {
            string[] parts = more.Value.Split(' ', 2);
            text += parts[0] == "aka" ? $", 'aliases': [{parts[1]}]" : $", '{parts[0]}': {parts[1]}";
        }

        return text + "}";
    }

    // Records in records are JSON by then, where fields are apart by commas.
    private static string[] SplitFields(string fields) => fields.Length == 0 ? [] : fields.Split(';');

    [GeneratedRegex(@"^(?<name>'\w+'): (?<type>.+?)(?: = (?<default>\S+))?(?: \((?<more>[^()]+)\))*$")]
    private static partial Regex Pattern();
}
