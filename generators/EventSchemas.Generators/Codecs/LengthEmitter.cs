using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>Emits the lower bound of encoded lengths, as constant C# expressions.</summary>
static class LengthEmitter
{
    /// <summary>The lower bound of all members together.</summary>
    /// <param name="members">The members.</param>
    /// <param name="codecSuffix">The end of the names of codecs.</param>
    public static string Min(IEnumerable<MemberDeclaration> members, string codecSuffix)
    {
        int known = 0;
        var records = new List<string>();
        foreach (MemberDeclaration member in members)
        {
            if (member.Type is RecordType record)
            {
                records.Add(" + " + Constant(record, codecSuffix));
            }
            else
            {
                known += EncodedLengths.Min(member.Type) ?? 0;
            }
        }

        return known.ToString(CultureInfo.InvariantCulture) + string.Concat(records);
    }

    /// <summary>The lower bound of one value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="codecSuffix">The end of the names of codecs.</param>
    public static string Min(MemberType type, string codecSuffix) => type is RecordType record
        ? Constant(record, codecSuffix)
        : (EncodedLengths.Min(type) ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Constant(RecordType record, string codecSuffix) =>
        $"{CodecNames.Qualified(record.RecordName, codecSuffix)}.MinLength";
}
