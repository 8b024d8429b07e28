using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Generators;

/// <summary>The fewest bytes that a member takes, as a constant C# expression.</summary>
static class MinLengths
{
    public static string Of(IEnumerable<MemberDeclaration> members)
    {
        int known = 0;
        var records = new List<string>();
        foreach (MemberDeclaration member in members)
        {
            if (member.Type is RecordMember record)
            {
                records.Add($" + {CodecNames.Qualified(record.RecordName)}.MinLength");
            }
            else
            {
                known += Known(member.Type);
            }
        }

        return known.ToString(CultureInfo.InvariantCulture) + string.Concat(records);
    }

    public static string Of(MemberType type) => type is RecordMember record
        ? $"{CodecNames.Qualified(record.RecordName)}.MinLength"
        : Known(type).ToString(CultureInfo.InvariantCulture);

    private static int Known(MemberType type) => type switch
    {
        ScalarMember { Schema: { Kind: AvroSchemaKind.Fixed, Size: var size } } => size,
        ScalarMember { Schema.Kind: AvroSchemaKind.Float } => sizeof(float),
        ScalarMember { Schema.Kind: AvroSchemaKind.Double } => sizeof(double),
        ConvertedMember { Wire: not RecordMember and var wire } => Known(wire),
        ConvertedMember => 0,
        _ => 1,
    };
}
