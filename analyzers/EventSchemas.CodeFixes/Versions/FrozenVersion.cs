using EventSchemas.Avro;

namespace EventSchemas.CodeFixes;

/// <summary>Writes the records of a version of an event, so that it stays declared as it was while its successor changes.</summary>
/// <param name="schema">The version's schema.</param>
/// <param name="eventName">The name of the event's record.</param>
/// <param name="attribute">The event's attribute, with its brackets.</param>
/// <param name="usings">The usings that its types need.</param>
/// <param name="conventions">The event's conventions.</param>
/// <param name="version">The version's name, for its comment.</param>
/// <param name="personalData">The members that hold personal data, as record and field.</param>
sealed class FrozenVersion(
    AvroRecordSchema schema,
    string eventName,
    string attribute,
    IReadOnlyList<string> usings,
    EventConventions conventions,
    string version,
    IReadOnlyCollection<string> personalData)
{
    private const string Qualified = "EventSchemas.Avro.";

    // What isn't in one of the usings is written in full.
    private readonly WireTypes _types = new(
        named => named.Name,
        type => type.StartsWith(Qualified, StringComparison.Ordinal) ? type : type.Substring(type.LastIndexOf('.') + 1),
        attributeName: name => name);

    /// <summary>The names of the types that it declares.</summary>
    public IEnumerable<string> TypeNames() =>
        [eventName, .. SchemaRecords.Within(schema).Skip(1).Select(record => record.Name), .. Enums().Select(@enum => @enum.Name)];

    /// <summary>The file; null where no declaration has a part of the schema.</summary>
    /// <param name="namespace">The namespace of the types.</param>
    public string? Write(string @namespace)
    {
        var code = new SourceWriter();
        code.Line("#nullable enable");
        foreach (string name in usings)
        {
            code.Line($"using {name};");
        }

        code.Line();
        code.Line($"namespace {@namespace};");
        code.Line();
        const string purpose = "for services that still read it. Its successor is declared beside it.";
        code.Line($"/// <summary>{version} of the event as it was shipped, {purpose}</summary>");
        code.Line(attribute);
        if (conventions.RootRecordName is null && schema.Name != eventName)
        {
            code.Line($"[AvroName({MemberEdits.Literal(schema.Name)})]");
        }

        bool isWhole = Record(code, schema, $"public sealed partial record {eventName}");
        foreach (AvroRecordSchema record in SchemaRecords.Within(schema).Skip(1))
        {
            code.Line();
            code.Line($"/// <summary>A part of {version.ToLowerInvariant()} of <see cref=\"{eventName}\"/>.</summary>");
            string partial = personalData.Any(member => member.StartsWith(record.Name + ".", StringComparison.Ordinal)) ? "partial " : "";
            isWhole &= Record(code, record, $"public sealed {partial}record {record.Name}");
        }

        foreach (AvroEnumSchema @enum in Enums())
        {
            code.Line();
            code.Line($"/// <summary>A part of {version.ToLowerInvariant()} of <see cref=\"{eventName}\"/>.</summary>");
            code.Open($"public enum {@enum.Name}");
            foreach (string symbol in @enum.Symbols)
            {
                code.Line($"{(symbol == @enum.Default ? "[AvroDefaultSymbol] " : "")}{symbol},");
            }

            code.Close();
        }

        return isWhole ? code.ToString() : null;
    }

    private bool Record(SourceWriter code, AvroRecordSchema record, string head)
    {
        string[] names = [.. record.Fields.Select(field => WireNames.Member(field.Name))];
        WireType?[] types = [.. record.Fields.Select(field => _types.Of(field.Schema))];
        code.Line(head + "(");
        for (int i = 0; i < names.Length; i++)
        {
            AvroField field = record.Fields[i];
            string[] attributes =
            [
                .. new[]
                {
                    types[i]?.Attribute ?? "",
                    WireNames.Pin(names[i], field.Name, [conventions], name => name),
                    personalData.Contains($"{record.Name}.{field.Name}") ? "PersonalData" : "",
                    WireNames.Default(field, name => name),
                }.Where(part => part.Length > 0),
                .. field.Aliases.Select(alias => $"AvroAlias({MemberEdits.Literal(alias)})"),
            ];
            string list = attributes.Length == 0 ? "" : $"[{string.Join(", ", attributes)}] ";
            code.Line($"    {list}{types[i]?.Name} {names[i]}{(i == names.Length - 1 ? ");" : ",")}");
        }

        return names.Distinct(StringComparer.Ordinal).Count() == names.Length && names.Length > 0 && !types.Contains(null);
    }

    private IEnumerable<AvroEnumSchema> Enums() =>
        SchemaRecords.Within(schema).SelectMany(record => record.Fields).SelectMany(field => EnumsIn(field.Schema)).Distinct();

    private static IEnumerable<AvroEnumSchema> EnumsIn(AvroSchema schema) => schema switch
    {
        AvroEnumSchema @enum => [@enum],
        AvroArraySchema array => EnumsIn(array.Items),
        AvroMapSchema map => EnumsIn(map.Values),
        AvroUnionSchema union => union.Branches.SelectMany(EnumsIn),
        _ => [],
    };
}
