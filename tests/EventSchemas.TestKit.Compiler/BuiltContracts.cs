using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.TestKit;

/// <summary>The contract files that a build would write for the events of a compilation.</summary>
/// <param name="project">The compilation, without the generated code.</param>
/// <param name="compatibility">The project's level.</param>
/// <param name="folder">The folder of the contract files.</param>
public sealed class BuiltContracts(
    CSharpCompilation project, string compatibility = "FULL_TRANSITIVE", string folder = BuiltContracts.Folder)
{
    /// <summary>The default folder of the contract files.</summary>
    public const string Folder = "/p/schemas";

    private readonly (string EventType, AttributeData Attribute, AvroSchema Schema)[] _events =
    [
        .. GeneratorRun.Of(project, tracksSteps: false).Output.Assembly.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Name == "EventContractAttribute")
            .Select(attribute => (
                (string)attribute.ConstructorArguments[0].Value!,
                attribute,
                AvroSchema.Parse((string)attribute.ConstructorArguments[1].Value!))),
    ];

    /// <summary>The contract files of a text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="compatibility">The project's level.</param>
    public BuiltContracts(string source, string compatibility = "FULL_TRANSITIVE")
        : this(TestCompilation.Of(source), compatibility)
    {
    }

    /// <summary>The accepted contracts.</summary>
    public IEnumerable<(string Path, string Text)> Accepted() =>
        _events.SelectMany(e => Files($"{folder}/{e.EventType}", e.EventType, e.Attribute, e.Schema));

    /// <summary>The same as shipped versions with a number.</summary>
    public IEnumerable<(string Path, string Text)> Shipped(int number) => _events.SelectMany(e => Files(
        string.Create(CultureInfo.InvariantCulture, $"{folder}/shipped/{e.EventType}/{number}"), e.EventType, e.Attribute, e.Schema));

    private (string Path, string Text)[] Files(string path, string eventType, AttributeData attribute, AvroSchema schema) =>
        [(path + ".avsc", schema.ToJson()), (path + ".contract.json", Terms(eventType, attribute, schema))];

    private string Terms(string eventType, AttributeData attribute, AvroSchema schema)
    {
        TypedConstant Option(string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;
        string[] Line(string name, string? value) => value is null ? [] : [$"  \"{name}\": \"{value}\""];
        string[] personal = Option("PersonalData") is { Kind: TypedConstantKind.Array } list
            ? [.. list.Values.Select(item => $"    \"{item.Value}\"")]
            : [];
        string[] meanings = [.. Option("Meanings").Values.Select(item => ((string)item.Value!).Split(' ', 2))
            .Select(parts => $"\n    \"{parts[0]}\": \"{parts[1]}\"")];
        string[] terms =
        [
            .. Line("eventType", eventType),
            .. Line("declaredBy", Option("DeclaredBy").Value as string),
            .. Line("topic", Option("Topic").Value as string),
            .. Line("key", Option("Key").Value as string),
            .. Line("keyFormat", Option("KeyFormat").Value as string),
            .. Line("transports", Option("Transports").Value as string),
            .. Line("role", Option("Role").Value is 1 ? "mirror" : null),
            .. Line("compatibility", Option("Compatibility").Value as string ?? compatibility),
            .. personal.Length == 0 ? Array.Empty<string>() : ["  \"personalData\": [\n" + string.Join(",\n", personal) + "\n  ]"],
            "  \"meanings\": {" + string.Join(",", meanings) + (meanings.Length == 0 ? "}" : "\n  }"),
        ];
        string[] lines =
        [
            .. terms[..1],
            .. Line("record", Option("Record").Value as string),
            .. terms[1..],
            .. Line("sha256", HashOf(schema.ToJson(AvroJsonFormat.Registry))),
            .. Line("termsSha256", HashOf(AvroJson.Parse("{" + string.Join(",", terms) + "}").ToString())),
        ];
        return "{\n" + string.Join(",\n", lines) + "\n}\n";
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
