using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>The values that types have without being given any, as the JSON of a default.</summary>
/// <param name="records">All records of the event.</param>
sealed class TypeValue(IReadOnlyList<RecordDeclaration> records)
{
    private const int MostValues = 1000;
    private const string ZeroGuid = "00000000-0000-0000-0000-000000000000";
    private const string FirstDay = "0001-01-01T00:00:00";
    private const string FirstInstant = FirstDay + "+00:00";
    private int _values;

    /// <summary>The value of <c>[AvroDefault]</c>: zero, the empty text or list, a record of such values.</summary>
    public ReadResult<AvroJson> Natural(MemberType type) => Of(type, isCSharpDefault: false);

    /// <summary>The value of <c>default</c> in C#.</summary>
    public ReadResult<AvroJson> CSharpDefault(MemberType type) => Of(type, isCSharpDefault: true);

    private ReadResult<AvroJson> Of(MemberType type, bool isCSharpDefault)
    {
        if (++_values > MostValues)
        {
            return Refuse("its type suggests a default that is too large: say a smaller one with [AvroDefault(Json = \"…\")]");
        }

        return type switch
        {
            NullableType => AvroJson.Null,
            _ when isCSharpDefault && type.IsReference => Refuse(NullProblem),
            ScalarType scalar => OfScalar(scalar, isCSharpDefault),
            EnumType { Enum: var @enum } => isCSharpDefault
                ? SymbolOfZero(@enum)
                : AvroJson.FromString(@enum.DefaultSymbol ?? @enum.Symbols[0].Symbol),
            ListType { Kind: ListKind.ImmutableArray } when isCSharpDefault => Refuse(
                "default(ImmutableArray) can't be written, and isn't an empty one: write [AvroDefault] for an empty one"),
            ListType => AvroJson.FromItems([]),
            MapType => AvroJson.FromMembers([]),
            RecordType record => OfRecord(record, isCSharpDefault),
            UnionType union => Of(union.Branches[0], isCSharpDefault),
            ConvertedType { Converter: not null } when isCSharpDefault => Refuse(
                "its converter runs only in a running program, so the build can't tell what default becomes: "
                + "give the default with [AvroDefault(Json = \"…\")]"),
            ConvertedType converted when isCSharpDefault => TemporalValue.OfDefault(converted),
            ConvertedType converted => Of(converted.Wire, isCSharpDefault),
            _ => Refuse("its type suggests no default: say one with [AvroDefault(Json = \"…\")]"),
        };
    }

    /// <summary>What is wrong with a null where the member isn't nullable.</summary>
    public const string NullProblem =
        "null can't be the default of a member that isn't nullable: add a question mark to its type, or give a value with [AvroDefault]";

    private static ReadResult<AvroJson> OfScalar(ScalarType type, bool isCSharpDefault) => type.Kind switch
    {
        ScalarKind.Boolean => AvroJson.False,
        ScalarKind.Int or ScalarKind.Long => AvroJson.FromInteger(0),
        ScalarKind.Float or ScalarKind.Double => AvroJson.FromNumber(0),
        ScalarKind.GuidText => AvroJson.FromString(ZeroGuid),
        ScalarKind.DateTimeText => AvroJson.FromString(FirstInstant),
        ScalarKind.LocalDateTimeText => AvroJson.FromString(FirstDay),
        ScalarKind.Decimal => AvroJson.FromString("\0"),
        ScalarKind.FixedMemory when isCSharpDefault => Refuse(
            $"default is empty, and the fixed has {(type.Schema.Size == 1 ? "1 byte" : $"{type.Schema.Size} bytes")}: "
            + "write [AvroDefault] for zeros"),
        ScalarKind.Text or ScalarKind.Utf8Text => Refuse(
            "an empty value of its type has no text that could be read: "
            + "give a text with [AvroDefault(\"…\")], or make the member nullable"),
        _ when type.Schema.Kind == AvroSchemaKind.Fixed && type.Schema.Size > MostValues =>
            Refuse("its type suggests a default that is too large: say one with [AvroDefault(Json = \"…\")]"),
        _ => AvroJson.FromString(new string('\0', type.Schema.Size)),
    };

    private static ReadResult<AvroJson> SymbolOfZero(EnumDeclaration @enum) =>
        @enum.Symbols.FirstOrDefault(symbol => symbol.Value == "0") is { } zero
            ? AvroJson.FromString(zero.Symbol)
            : Refuse($"no member of {@enum.ShortName} has the number 0: write one of its members");

    private ReadResult<AvroJson> OfRecord(RecordType reference, bool isCSharpDefault)
    {
        RecordDeclaration record = records.First(one => one.FullName == reference.RecordName);
        var members = new List<KeyValuePair<string, AvroJson>>();
        foreach (MemberDeclaration member in record.Members)
        {
            ReadResult<AvroJson> value = Of(member.Type, isCSharpDefault);
            if (value.Refusal is { } refusal)
            {
                return refusal with { Message = $"{record.ShortName}.{member.Name}: {refusal.Message}" };
            }

            members.Add(new KeyValuePair<string, AvroJson>(member.FieldName, value.Value!));
        }

        return AvroJson.FromMembers(members);
    }

    private static Refusal Refuse(string problem) => new(problem, DeclarationProblemKind.Default);
}
