using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EventSchemas.Avro;
using EventSchemas.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The contract files of an earlier text of events, as its build would have written them.</summary>
/// <param name="source">The text.</param>
/// <param name="compatibility">The project's level.</param>
sealed class EarlierVersion(string source, string compatibility = "FULL_TRANSITIVE")
{
    /// <summary>The accepted contracts.</summary>
    public IEnumerable<(string Path, string Text)> Accepted() => Events().SelectMany(e => Files($"/p/schemas/{e.EventType}", e.EventType, e.Attribute, e.Schema));

    /// <summary>The same as shipped versions of a number.</summary>
    public IEnumerable<(string Path, string Text)> Shipped(int number) =>
        Events().SelectMany(e => Files(string.Create(CultureInfo.InvariantCulture, $"/p/schemas/shipped/{e.EventType}/{number}"), e.EventType, e.Attribute, e.Schema));

    private IEnumerable<(string EventType, AttributeData Attribute, AvroSchema Schema)> Events()
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Earlier",
            [CSharpSyntaxTree.ParseText(RuleTest.Usings, options), CSharpSyntaxTree.ParseText(source, options)],
            TestReferences.Contracts,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new EventSchemasGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return output.Assembly.GetAttributes()
            .Where(attribute => attribute.AttributeClass?.Name == "EventContractAttribute")
            .Select(attribute => ((string)attribute.ConstructorArguments[0].Value!, attribute, AvroSchema.Parse((string)attribute.ConstructorArguments[1].Value!)));
    }

    private (string Path, string Text)[] Files(string path, string eventType, AttributeData attribute, AvroSchema schema) =>
        [(path + ".avsc", schema.ToJson()), (path + ".contract.json", ContractText(eventType, attribute, schema))];

    private string ContractText(string eventType, AttributeData attribute, AvroSchema schema)
    {
        TypedConstant Option(string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value;
        string[] Line(string name, string? value) => value is null ? [] : [$"  \"{name}\": \"{value}\""];
        string[] personal = Option("PersonalData") is { Kind: TypedConstantKind.Array } list ? [.. list.Values.Select(item => $"    \"{item.Value}\"")] : [];
        string[] lines =
        [
            .. Line("eventType", eventType),
            .. Line("topic", Option("Topic").Value as string),
            .. Line("key", Option("Key").Value as string),
            .. Line("role", Option("Role").Value is 1 ? "mirror" : null),
            .. Line("compatibility", Option("Compatibility").Value as string ?? compatibility),
            .. personal.Length == 0 ? Array.Empty<string>() : ["  \"personalData\": [\n" + string.Join(",\n", personal) + "\n  ]"],
            .. Line("sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(schema.ToJson(AvroJsonFormat.Registry))))),
        ];
        return "{\n" + string.Join(",\n", lines) + "\n}\n";
    }
}
