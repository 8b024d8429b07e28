using System.Globalization;

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
        PrimitiveMember { Kind: PrimitiveKind.Float } => sizeof(float),
        PrimitiveMember { Kind: PrimitiveKind.Double } => sizeof(double),
        _ => 1,
    };
}
