using System.Text;
using System.Text.Json.Nodes;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>
/// Builds the schema text that the Python library registers, from a description of its classes and with its rules. It is an independent
/// check for the events whose generated schemas aren't available.
/// </summary>
sealed class PythonSchema
{
    private const string Doc = "Avro Event Format for CloudEvents created with openedx_events/schema";

    private readonly IReadOnlyDictionary<string, JsonNode> _classes;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    private PythonSchema(IReadOnlyDictionary<string, JsonNode> classes)
    {
        _classes = classes;
    }

    /// <summary>The schema text of an event.</summary>
    /// <param name="event">Its description.</param>
    /// <param name="classes">The descriptions of all classes by their id.</param>
    public static string Of(JsonNode @event, IReadOnlyDictionary<string, JsonNode> classes)
    {
        var schema = new PythonSchema(classes);
        string fields = string.Join(
            ", ",
            @event["data_ref"]!.AsObject().Select(
                data => $$"""{"name": "{{data.Key}}", "type": {{schema.Type(data.Value!.GetValue<string>())}}}"""));
        string eventType = @event["event_type"]!.GetValue<string>();
        return $$"""{"doc": "{{Doc}}", "fields": [{{fields}}], "name": "CloudEvent", "namespace": "{{eventType}}", "type": "record"}""";
    }

    private string Type(string python)
    {
        if (Argument(python, "list[") is { } item)
        {
            return $$"""{"items": {{Type(item)}}, "type": "array"}""";
        }

        if (Argument(python, "dict[") is { } pair)
        {
            return $$"""{"type": "map", "values": {{Type(pair[(pair.IndexOf(',', StringComparison.Ordinal) + 1)..].Trim())}}}""";
        }

        return _classes.TryGetValue(python, out JsonNode? data) ? Record(data) : python switch
        {
            "bool" => "\"boolean\"",
            "int" => "\"long\"",
            "float" => "\"double\"",
            "bytes" => "\"bytes\"",
            _ => "\"string\"",
        };
    }

    // After its first occurrence in the event, a class is referenced by its name.
    private string Record(JsonNode data)
    {
        string name = data["name"]!.GetValue<string>();
        if (!_seen.Add(name))
        {
            return $"\"{name}\"";
        }

        var fields = new StringBuilder();
        foreach (JsonNode? field in data["fields"]!.AsArray())
        {
            string type = Type(field!["type_ref"]!.GetValue<string>());
            string fieldName = field["name"]!.GetValue<string>();
            fields.Append(fields.Length == 0 ? "" : ", ").Append(field["optional"]!.GetValue<bool>()
                ? $$"""{"default": null, "name": "{{fieldName}}", "type": ["null", {{type}}]}"""
                : $$"""{"name": "{{fieldName}}", "type": {{type}}}""");
        }

        return $$"""{"fields": [{{fields}}], "name": "{{name}}", "type": "record"}""";
    }

    private static string? Argument(string python, string generic) =>
        python.StartsWith(generic, StringComparison.OrdinalIgnoreCase) ? python[generic.Length..^1] : null;
}
