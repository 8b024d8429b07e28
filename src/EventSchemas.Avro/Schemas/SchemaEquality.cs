using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>Compares two schemas by value. A pair of records that is being compared counts as equal where it is met again.</summary>
sealed class SchemaEquality
{
    private HashSet<SchemaPair>? _entered;

    public bool Equals(AvroSchema x, AvroSchema y)
    {
        if (ReferenceEquals(x, y))
        {
            return true;
        }

        return x.Kind == y.Kind && PropertiesEqual(x.Properties, y.Properties) && (x, y) switch
        {
            (AvroRecordSchema a, AvroRecordSchema b) =>
                NamesEqual(a, b)
                    && a.IsError == b.IsError
                    && (!(_entered ??= []).Add(new SchemaPair(a, b)) || AllEqual(a.Fields, b.Fields, FieldsEqual)),
            (AvroEnumSchema a, AvroEnumSchema b) =>
                NamesEqual(a, b) && a.Default == b.Default && a.Symbols.SequenceEqual(b.Symbols, StringComparer.Ordinal),
            (AvroFixedSchema a, AvroFixedSchema b) => NamesEqual(a, b) && a.Size == b.Size,
            (AvroArraySchema a, AvroArraySchema b) => Equals(a.Items, b.Items),
            (AvroMapSchema a, AvroMapSchema b) => Equals(a.Values, b.Values),
            (AvroUnionSchema a, AvroUnionSchema b) => AllEqual(a.Branches, b.Branches, Equals),
            _ => true,
        };
    }

    /// <summary>A hash over one level only, so that it is cheap and terminates for recursive schemas.</summary>
    public static int ShallowHash(AvroSchema schema)
    {
        int hash = (int)schema.Kind;
        if (schema is AvroNamedSchema named)
        {
            hash = unchecked((hash * 397) ^ StringComparer.Ordinal.GetHashCode(named.FullName));
        }

        foreach (AvroField field in (schema as AvroRecordSchema)?.Fields ?? [])
        {
            hash = unchecked((hash * 397) ^ StringComparer.Ordinal.GetHashCode(field.Name) ^ (int)field.Schema.Kind);
        }

        return hash;
    }

    /// <summary>Whether two fields are the same in everything.</summary>
    public bool FieldsEqual(AvroField x, AvroField y) =>
        x.Name == y.Name && x.Doc == y.Doc && x.Order == y.Order && Equals(x.Default, y.Default)
        && x.Aliases.SequenceEqual(y.Aliases, StringComparer.Ordinal)
        && PropertiesEqual(x.Properties, y.Properties)
        && Equals(x.Schema, y.Schema);

    private static bool NamesEqual(AvroNamedSchema x, AvroNamedSchema y) =>
        x.FullName == y.FullName && x.Doc == y.Doc && x.Aliases.SequenceEqual(y.Aliases, StringComparer.Ordinal);

    private static bool PropertiesEqual(
        IReadOnlyList<KeyValuePair<string, AvroJson>> x, IReadOnlyList<KeyValuePair<string, AvroJson>> y) =>
        x.Count == y.Count && (x.Count == 0 || AvroJson.FromMembers(x).Equals(AvroJson.FromMembers(y)));

    private static bool AllEqual<T>(IReadOnlyList<T> x, IReadOnlyList<T> y, Func<T, T, bool> equal)
    {
        if (x.Count != y.Count)
        {
            return false;
        }

        for (int i = 0; i < x.Count; i++)
        {
            if (!equal(x[i], y[i]))
            {
                return false;
            }
        }

        return true;
    }
}
