using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>Reports what a Python service on the bus can't declare, or would misread (EVS1101, EVS1102).</summary>
static class PythonFindings
{
    public static IEnumerable<OwnedDiagnostic> Of(AnalyzedEvent @event)
    {
        // A mirror repeats what Python services declare.
        EventDeclaration declaration = @event.Declaration;
        if (declaration.IsMirror || !declaration.IsRepresentable)
        {
            yield break;
        }

        for (int i = 0; i < declaration.Records.Count; i++)
        {
            for (int j = 0; j < declaration.Records[i].Members.Count; j++)
            {
                (MemberDeclaration member, Place place) = (declaration.Records[i].Members[j], @event.Members[i][j]);
                if ((WhyNotDeclarable(member.Type, isItem: false) ?? WhyNotDefault(member)) is { } reason)
                {
                    yield return OwnedDiagnostic.At(place, RuleIds.PythonCannotDeclare, place.Name, reason);
                }

                if (Misread(member) is { } misread)
                {
                    yield return OwnedDiagnostic.At(place, RuleIds.PythonMisreads, place.Name, misread);
                }
            }
        }
    }

    private static string? WhyNotDeclarable(MemberType type, bool isItem) => type switch
    {
        NullableType { Value: var value } => isItem ? "a list or map of values that can be null" : WhyNotDeclarable(value, isItem),
        ListType list => WhyNotDeclarable(list.Item, isItem: true),
        MapType map => WhyNotDeclarable(map.Value, isItem: true),
        UnionType => "a union",
        EnumType => "an enum",
        ConvertedType converted => WhyNotDeclarable(converted.Wire, isItem),
        ScalarType scalar => WhyNotScalar(scalar, isItem),
        _ => null,
    };

    private static string? WhyNotScalar(ScalarType scalar, bool isItem) => scalar.Schema switch
    {
        { LogicalType: { } logical } => $"the logical type {LogicalTypeTable.NameOf(logical)}",
        { Kind: AvroSchemaKind.Fixed } => "a fixed",
        { Kind: AvroSchemaKind.Int } => "an int: its integers are longs",
        { Kind: AvroSchemaKind.Float } => "a float: its numbers are doubles",
        { Kind: AvroSchemaKind.Bytes } => "bytes that it could send, although it reads them",
        _ => isItem && scalar.Kind is ScalarKind.DateTimeText or ScalarKind.LocalDateTimeText or ScalarKind.GuidText or ScalarKind.Text or ScalarKind.Utf8Text
            ? "a list or map of date-times, UUIDs or keys"
            : null,
    };

    private static string? WhyNotDefault(MemberDeclaration member) =>
        member.Default is { Json: { } json } && json != "null" ? "a default other than null" : null;

    // Its reader takes the attribute's default for whatever is false, zero or empty.
    private static string? Misread(MemberDeclaration member) => member switch
    {
        { Type: NullableType { Value: ScalarType { Kind: ScalarKind.Boolean } } } => "false as None",
        { Type: NullableType { Value: ScalarType { Kind: ScalarKind.Int or ScalarKind.Long or ScalarKind.Float or ScalarKind.Double } } } => "0 as None",
        { Type: NullableType { Value: ScalarType { Kind: ScalarKind.String or ScalarKind.InternedString } } } => "an empty text as None",
        { Type: NullableType { Value: ListType or MapType } } => "an empty list or map as None",
        { Type: ScalarType { Kind: ScalarKind.Boolean }, Default.Json: "true" } => "false as true",
        { Type: ScalarType { Kind: ScalarKind.Int or ScalarKind.Long or ScalarKind.Float or ScalarKind.Double }, Default.Json: { } json } when json.Trim('0', '.') is not ("" or "-") => $"0 as {json}",
        { Type: ScalarType { Kind: ScalarKind.String or ScalarKind.InternedString }, Default.Json: { Length: > 2 } json } => $"an empty text as {json}",
        _ => null,
    };
}
