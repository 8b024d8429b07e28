using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// The conventions of an event attribute as the tests of codecs need them. A suite is an abstract class with one class for each of them,
/// and its source is compiled once, under both.
/// </summary>
public sealed partial record CodecConventions
{
    private const string OpenEdxDoc = "Avro Event Format for CloudEvents created with openedx_events/schema";

    /// <summary>Those of [OpenEdxEvent].</summary>
    public static CodecConventions OpenEdx { get; } = new()
    {
        Attribute = "OpenEdxEvent",
        Namespace = "Acme",
        Field = JsonNamingPolicy.SnakeCaseLower.ConvertName,
        Root = _ => "CloudEvent",
        RegistryText = (_, eventType, fields) =>
            $$"""{"doc": "{{OpenEdxDoc}}", "fields": [{{fields}}], "name": "CloudEvent", "namespace": "{{eventType}}", "type": "record"}""",
    };

    /// <summary>Those of [AvroEvent].</summary>
    public static CodecConventions AvroEvent { get; } = new()
    {
        Attribute = "AvroEvent",
        Namespace = "Shop",
        Field = member => member,
        Root = record => record,
        RegistryText = (record, _, fields) =>
            $$"""{"fields": [{{fields}}], "name": "{{record}}", "namespace": "Shop", "type": "record"}""",
    };

    /// <summary>The name of the attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The namespace of the records.</summary>
    public required string Namespace { get; init; }

    /// <summary>The name of a member's field.</summary>
    public required Func<string, string> Field { get; init; }

    /// <summary>The name that an event's record has in its schema.</summary>
    public required Func<string, string> Root { get; init; }

    /// <summary>The schema as the registry gets it, of a record, an event type, and the text of the fields.</summary>
    public required Func<string, string, string, string> RegistryText { get; init; }

    /// <summary>Compiles a source of the namespace Acme with events of Open edX under both conventions.</summary>
    /// <param name="source">The source, with members in braces where the names of fields belong.</param>
    public static Assembly Compile(string source) => GeneratorRun.Of(OpenEdx.SourceOf(source), AvroEvent.SourceOf(source)).Load();

    /// <summary>A text with the names of fields in the place of members in braces.</summary>
    public string Fill(string text) => MemberInBraces.Replace(text, match => Field(match.Groups[1].Value));

    /// <summary>An event that was compiled under these conventions.</summary>
    public LoadedEvent Event(Assembly compiled, string record) => new(compiled, $"{Namespace}.{record}");

    /// <summary>A type that was compiled under these conventions.</summary>
    public Type Type(Assembly compiled, string name) => compiled.GetType($"{Namespace}.{name}", throwOnError: true)!;

    /// <summary>For the names of tests.</summary>
    public override string ToString() => Attribute;

    private string SourceOf(string source) => Fill(source)
        .Replace("[OpenEdxEvent(", $"[{Attribute}(", StringComparison.Ordinal)
        .Replace("namespace Acme;", $"namespace {Namespace};", StringComparison.Ordinal);

    [GeneratedRegex(@"\{([A-Z]\w*)\}")]
    private static partial Regex MemberInBraces { get; }
}
