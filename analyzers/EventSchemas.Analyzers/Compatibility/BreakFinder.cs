using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>
/// Finds the edits behind an incompatibility, member by member. Avro's own findings stop at a union's branch; people need the
/// member in the record behind it.
/// </summary>
sealed class BreakFinder
{
    private readonly HashSet<(string, string)> _compared = [];
    private readonly List<Break> _found = [];

    private BreakFinder()
    {
    }

    /// <summary>The edits that break, in the order of the record; each once, however often the record is used.</summary>
    public static IReadOnlyList<Break> Find(AvroRecordSchema old, AvroRecordSchema @new)
    {
        var finder = new BreakFinder();
        finder.CompareRecords(old, @new);
        return finder._found;
    }

    private void CompareRecords(AvroRecordSchema old, AvroRecordSchema @new)
    {
        if (!_compared.Add((old.FullName, @new.FullName)))
        {
            return;
        }

        if (old.Name != @new.Name)
        {
            _found.Add(new Break(Rules.RecordRenamed, @new.Name, null, old.Name, @new.Name, Backward: true, Forward: true));
        }

        foreach (AvroField field in old.Fields.Where(field => @new.Field(field.Name) is null && field.Default is null))
        {
            _found.Add(new Break(Rules.MemberRemoved, @new.Name, null, field.Name, Describe(field.Schema), Backward: false, Forward: true));
        }

        foreach (AvroField field in @new.Fields)
        {
            CompareField(old.Field(field.Name), field, @new);
        }
    }

    private void CompareField(AvroField? old, AvroField @new, AvroRecordSchema record)
    {
        if (old is null)
        {
            if (@new.Default is null)
            {
                _found.Add(new Break(Rules.MemberAddedWithoutDefault, record.Name, @new.Name, "", Describe(@new.Schema), Backward: true, Forward: false));
            }

            return;
        }

        if (Shape(old.Schema) == Shape(@new.Schema) && Records(old.Schema) is { } from && Records(@new.Schema) is { } to)
        {
            CompareRecords(from, to);
            return;
        }

        bool backward = AvroCompatibility.CanRead(@new.Schema, old.Schema).Count > 0;
        bool forward = AvroCompatibility.CanRead(old.Schema, @new.Schema).Count > 0;
        if (backward || forward)
        {
            _found.Add(new Break(Rules.MemberRetyped, record.Name, @new.Name, Describe(old.Schema), Describe(@new.Schema), backward, forward));
        }
    }

    /// <summary>The schema in a person's words.</summary>
    private static string Describe(AvroSchema schema) => schema switch
    {
        AvroUnionSchema union when Optional(union) is { } value => $"optional {Describe(value)}",
        AvroUnionSchema union => $"one of {string.Join(", ", union.Branches.Select(Describe))}",
        AvroArraySchema array => $"a list of {Describe(array.Items)}",
        AvroMapSchema map => $"a map of {Describe(map.Values)}",
        AvroNamedSchema named => named.Name,
        _ => ((AvroPrimitiveSchema)schema).Name,
    };

    // What lies around the record in a field's type; two fields of one shape differ in the record only.
    private static string Shape(AvroSchema schema) => schema switch
    {
        AvroUnionSchema union when Optional(union) is { } value => "?" + Shape(value),
        AvroArraySchema array => "[]" + Shape(array.Items),
        AvroMapSchema map => "{}" + Shape(map.Values),
        AvroRecordSchema => "record",
        _ => schema.ToCanonicalForm(),
    };

    private static AvroRecordSchema? Records(AvroSchema schema) => schema switch
    {
        AvroUnionSchema union => Optional(union) is { } value ? Records(value) : null,
        AvroArraySchema array => Records(array.Items),
        AvroMapSchema map => Records(map.Values),
        _ => schema as AvroRecordSchema,
    };

    private static AvroSchema? Optional(AvroUnionSchema union) =>
        union.Branches.Count == 2 && union.Branches.Any(branch => branch.Kind == AvroSchemaKind.Null)
            ? union.Branches.First(branch => branch.Kind != AvroSchemaKind.Null)
            : null;
}
