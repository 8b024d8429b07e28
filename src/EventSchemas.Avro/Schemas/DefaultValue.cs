using System;
using System.Collections.Generic;
using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>Whether a JSON value can be the default of a field.</summary>
sealed class DefaultValue
{
    // A record's default may omit fields that have defaults, which may refer to the record again.
    private readonly Dictionary<AvroField, bool> _ownDefaults = [];

    /// <summary>
    /// Whether the value is one of the schema's, in the encoding that the specification gives defaults; of a union, of its first branch.
    /// </summary>
    public bool Fits(AvroSchema schema, AvroJson value) => schema switch
    {
        AvroUnionSchema union => union.Branches.Count > 0 && Fits(union.Branches[0], value),
        AvroRecordSchema record => value.Kind == AvroJsonKind.Object && FieldsFit(record, value),
        AvroEnumSchema @enum => value.Kind == AvroJsonKind.String && @enum.Contains(value.Text),
        AvroFixedSchema @fixed => IsBytes(value) && value.Text.Length == @fixed.Size,
        AvroArraySchema array => value.Kind == AvroJsonKind.Array && ItemsFit(array, value),
        AvroMapSchema map => value.Kind == AvroJsonKind.Object && ValuesFit(map, value),
        _ => PrimitiveFits(schema.Kind, value),
    };

    private static bool PrimitiveFits(AvroSchemaKind kind, AvroJson value) => kind switch
    {
        AvroSchemaKind.Null => value.Kind == AvroJsonKind.Null,
        AvroSchemaKind.Boolean => value.Kind == AvroJsonKind.Boolean,
        AvroSchemaKind.Int => IsWhole(value, int.MinValue, int.MaxValue),
        AvroSchemaKind.Long => IsWhole(value, long.MinValue, long.MaxValue),
        AvroSchemaKind.Float or AvroSchemaKind.Double => value.Kind == AvroJsonKind.Number,
        AvroSchemaKind.Bytes => IsBytes(value),
        _ => value.Kind == AvroJsonKind.String,
    };

    private bool FieldsFit(AvroRecordSchema record, AvroJson value)
    {
        foreach (AvroField field in record.Fields)
        {
            if (value.Member(field.Name) is { } part ? !Fits(field.Schema, part) : !OwnDefaultFits(field))
            {
                return false;
            }
        }

        return true;
    }

    private bool OwnDefaultFits(AvroField field)
    {
        if (!_ownDefaults.TryGetValue(field, out bool fits))
        {
            // A default that needs itself is infinite.
            _ownDefaults.Add(field, false);
            fits = field.Default is not null && Fits(field.Schema, field.Default);
            _ownDefaults[field] = fits;
        }

        return fits;
    }

    private bool ItemsFit(AvroArraySchema array, AvroJson value)
    {
        foreach (AvroJson item in value.Items)
        {
            if (!Fits(array.Items, item))
            {
                return false;
            }
        }

        return true;
    }

    private bool ValuesFit(AvroMapSchema map, AvroJson value)
    {
        foreach (KeyValuePair<string, AvroJson> member in value.Members)
        {
            if (!Fits(map.Values, member.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWhole(AvroJson value, long least, long most) =>
        value.Kind == AvroJsonKind.Number
        && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        && number >= least && number <= most;

    // A byte is the character with its number.
    private static bool IsBytes(AvroJson value)
    {
        foreach (char c in value.Kind == AvroJsonKind.String ? value.Text : "\u0100")
        {
            if (c > byte.MaxValue)
            {
                return false;
            }
        }

        return true;
    }
}
