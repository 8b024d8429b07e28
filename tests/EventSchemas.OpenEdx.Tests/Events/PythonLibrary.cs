using System.Text.Json.Nodes;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>The definitions of the Python library. Skips the test if they aren't available on this machine.</summary>
sealed class PythonLibrary
{
    /// <summary>Events that carry an open file; the library has no schema for them.</summary>
    public static readonly IReadOnlySet<string> WithoutSchema = new HashSet<string>(StringComparer.Ordinal)
    {
        "org.openedx.content_authoring.course.certificate_config.changed.v1",
        "org.openedx.content_authoring.course.certificate_config.deleted.v1",
    };

    public PythonLibrary()
    {
        JsonNode description = JsonNode.Parse(SharedFiles.OpenEdxFile("events.json"))!;
        Source = description["source"]!.GetValue<string>();
        Events = ById(description["events"]!, "event_type").Where(one => !WithoutSchema.Contains(one.Key)).ToDictionary();
        Classes = ById(description["classes"]!, "id");
    }

    public string Source { get; }

    public IReadOnlyDictionary<string, JsonNode> Events { get; }

    public IReadOnlyDictionary<string, JsonNode> Classes { get; }

    /// <summary>
    /// The fields in the records of an event for which the library has a default, and the default as Avro binary.
    /// </summary>
    public IEnumerable<(string Record, string Field, byte[] Value)> Defaults(JsonNode @event) =>
        @event["data_ref"]!.AsObject()
            .SelectMany(data => Reached(data.Value!.GetValue<string>()))
            .Distinct()
            .SelectMany(id => Defaults(id));

    // False and an empty text, list or map are all encoded as one zero byte.
    private IEnumerable<(string Record, string Field, byte[] Value)> Defaults(string id) => Classes[id]["fields"]!.AsArray()
        .Where(field => !field!["required"]!.GetValue<bool>() && !field["optional"]!.GetValue<bool>())
        .Select(field => (
            Classes[id]["name"]!.GetValue<string>(),
            field!["name"]!.GetValue<string>(),
            (byte[])[field["default"]!.GetValue<string>() == "True" ? (byte)1 : (byte)0]));

    private static Dictionary<string, JsonNode> ById(JsonNode list, string id) =>
        list.AsArray().ToDictionary(one => one![id]!.GetValue<string>(), one => one!);

    private IEnumerable<string> Reached(string type)
    {
        string id = type.Split('[', ' ', ']').First(part => part is not ("List" or "list" or "Dict" or "dict" or "str,"));
        return Classes.TryGetValue(id, out JsonNode? data)
            ? data["fields"]!.AsArray().SelectMany(field => Reached(field!["type_ref"]!.GetValue<string>())).Prepend(id)
            : [];
    }
}
