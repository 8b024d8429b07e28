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
                if ((Undeclarable(member.Type, isItem: false) ?? UndeclarableDefault(member)) is { } reason)
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

    private static string? Undeclarable(MemberType type, bool isItem) => type switch
    {
        NullableType { Value: var value } => isItem ? "a list or map of values that can be null" : Undeclarable(value, isItem),
        ListType list => Undeclarable(list.Item, isItem: true),
        MapType map => Undeclarable(map.Value, isItem: true),
        UnionType => "a union",
        EnumType => "an enum, so write string for an event that was never shipped",
        ConvertedType converted => Undeclarable(converted.Wire, isItem),
        ScalarType scalar => UndeclarableScalar(scalar, isItem),
        _ => null,
    };

    private static string? UndeclarableScalar(ScalarType scalar, bool isItem) => scalar.Schema switch
    {
        { LogicalType: { } logical } => $"the logical type {LogicalTypeTable.NameOf(logical)}",
        { Kind: AvroSchemaKind.Fixed } => "a fixed",
        { Kind: AvroSchemaKind.Int } => "an int, so write long for an event that was never shipped",
        { Kind: AvroSchemaKind.Float } => "a float, so write double for an event that was never shipped",
        { Kind: AvroSchemaKind.Bytes } => "sending bytes, although it reads them",
        _ => isItem && scalar.Kind is ScalarKind.DateTimeText or ScalarKind.LocalDateTimeText or ScalarKind.GuidText
                or ScalarKind.Text or ScalarKind.Utf8Text
            ? "a list or map of date-times, UUIDs or keys"
            : null,
    };

    private static string? UndeclarableDefault(MemberDeclaration member) =>
        member.Default is { Json: { } json } && json != "null" ? "a default other than null" : null;

    // Its reader replaces every value that is false, zero or empty with the attribute's default.
    private static string? Misread(MemberDeclaration member) => member switch
    {
        { Type: NullableType { Value: ScalarType { Kind: ScalarKind.Boolean } } } => "false as None",
        { Type: NullableType { Value: ScalarType scalar } } when IsNumber(scalar) => "0 as None",
        { Type: NullableType { Value: ScalarType { Kind: ScalarKind.String or ScalarKind.InternedString } } } => "an empty text as None",
        { Type: NullableType { Value: ListType or MapType } } => "an empty list or map as None",
        { Type: ScalarType { Kind: ScalarKind.Boolean }, Default.Json: "true" } => "false as true",
        { Type: ScalarType scalar, Default.Json: { } json } when IsNumber(scalar) && json.Trim('0', '.') is not ("" or "-") =>
            $"0 as {json}",
        { Type: ScalarType { Kind: ScalarKind.String or ScalarKind.InternedString }, Default.Json: { Length: > 2 } json } =>
            $"an empty text as {json}",
        _ => null,
    };

    private static bool IsNumber(ScalarType scalar) =>
        scalar.Kind is ScalarKind.Int or ScalarKind.Long or ScalarKind.Float or ScalarKind.Double;
}
