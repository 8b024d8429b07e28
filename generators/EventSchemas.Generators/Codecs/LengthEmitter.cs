using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>Emits the lower bound of encoded lengths, as constant C# expressions.</summary>
static class LengthEmitter
{
    /// <summary>The lower bound of all members together.</summary>
    public static string Min(IEnumerable<MemberDeclaration> members)
    {
        int known = 0;
        var records = new List<string>();
        foreach (MemberDeclaration member in members)
        {
            if (member.Type is RecordType record)
            {
                records.Add(" + " + Constant(record));
            }
            else
            {
                known += EncodedLengths.Min(member.Type) ?? 0;
            }
        }

        return known.ToString(CultureInfo.InvariantCulture) + string.Concat(records);
    }

    /// <summary>The lower bound of one value.</summary>
    public static string Min(MemberType type) => type is RecordType record
        ? Constant(record)
        : (EncodedLengths.Min(type) ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Constant(RecordType record) => $"{CodecNames.Qualified(record.RecordName)}.MinLength";
}
