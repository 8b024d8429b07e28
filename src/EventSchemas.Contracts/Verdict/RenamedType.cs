using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>A record, enum or fixed with another name than a version has, and where its old name is pinned.</summary>
sealed class RenamedType
{
    private const string Of = "Of";

    private readonly string _old;
    private readonly bool _isUseOfGeneric;
    private readonly bool _isEnum;

    private RenamedType(string old, string @new, IReadOnlyDictionary<string, AvroNamedSchema> types)
    {
        _old = old;
        AvroNamedSchema? type = types.TryGetValue(@new, out AvroNamedSchema? found) ? found : null;
        FixedSize = (type as AvroFixedSchema)?.Size;
        _isEnum = type is AvroEnumSchema;
        _isUseOfGeneric = type is AvroRecordSchema && IsUseOfGeneric(old, @new, types.Keys);
    }

    /// <summary>The size of a fixed; null for another type.</summary>
    public int? FixedSize { get; }

    /// <summary>The name that one attribute can pin; null where it would name several types alike.</summary>
    public string? PinnedName => _isUseOfGeneric ? null : _old;

    /// <summary>What to do, as a sentence with a space before it.</summary>
    public string Advice =>
        _isUseOfGeneric
            ? $" Rename the C# type back, so that this one is {_old} again: [AvroName] would name all uses of a generic record alike."
        : FixedSize is { } size
            ? $" Pin the old name with [AvroFixed({size.ToString(CultureInfo.InvariantCulture)}, Name = \"{_old}\")]."
        : $" Pin the old name with [AvroName(\"{_old}\")]{(_isEnum ? " on the enum" : "")}.";

    /// <summary>The type that a difference is about.</summary>
    public static RenamedType Read(AvroDifference difference, AvroSchema schema)
    {
        var types = new Dictionary<string, AvroNamedSchema>(StringComparer.Ordinal);
        Add(schema, types);
        return new RenamedType(difference.Old!, difference.New!, types);
    }

    // PageOfInt32 and PageOfString are two uses of one generic record, of which the name or an argument was renamed.
    private static bool IsUseOfGeneric(string old, string @new, IEnumerable<string> names)
    {
        int end = @new.IndexOf(Of, 1, StringComparison.Ordinal);
        int oldEnd = old.IndexOf(Of, 1, StringComparison.Ordinal);
        if (end < 0 || oldEnd < 0)
        {
            return false;
        }

        string generic = @new.Substring(0, end + Of.Length);
        bool isSameUse = old.Substring(oldEnd) == @new.Substring(end) || old.StartsWith(generic, StringComparison.Ordinal);
        return isSameUse && names.Any(name => name != @new && name.StartsWith(generic, StringComparison.Ordinal));
    }

    private static void Add(AvroSchema schema, Dictionary<string, AvroNamedSchema> types)
    {
        if (schema is AvroNamedSchema named)
        {
            if (types.ContainsKey(named.Name))
            {
                return;
            }

            types.Add(named.Name, named);
        }

        IEnumerable<AvroSchema> parts = schema switch
        {
            AvroRecordSchema record => record.Fields.Select(field => field.Schema),
            AvroUnionSchema union => union.Branches,
            AvroArraySchema array => [array.Items],
            AvroMapSchema map => [map.Values],
            _ => [],
        };
        foreach (AvroSchema part in parts)
        {
            Add(part, types);
        }
    }
}
