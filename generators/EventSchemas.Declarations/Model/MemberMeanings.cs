using System.Text.RegularExpressions;

namespace EventSchemas.Declarations;

/// <summary>What a member's value stands for in C#, where its Avro type doesn't say it: two types can travel as the same text.</summary>
static class MemberMeanings
{
    private static readonly Regex Implied = new(@"global::|@|\bSystem\.(?=\w+(?![\w.]))", RegexOptions.CultureInvariant);

    /// <summary>The C# type, with its converter if it has one; null where the Avro type says everything.</summary>
    public static string? Of(MemberType type) => type switch
    {
        NullableType nullable => Of(nullable.Value),
        ListType list => Of(list.Item),
        MapType map => Of(map.Value),
        ConvertedType { Converter: { } converter, Wire: var wire } =>
            $"{Name(type.CSharp)} by {Name(converter)}{(Of(wire) is { } meaning ? $" as {meaning}" : "")}",
        ConvertedType => Name(type.CSharp),
        ScalarType
        {
            Kind: ScalarKind.GuidText or ScalarKind.Uuid or ScalarKind.DateTimeText or ScalarKind.LocalDateTimeText
                or ScalarKind.Text or ScalarKind.Utf8Text,
        } => Name(type.CSharp),
        _ => null,
    };

    // With namespaces: two types of one name can mean different things. Guid and its like are known without theirs.
    private static string Name(string code) => Implied.Replace(code, "");
}
