using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>Copies a schema with one of its named schemas edited, wherever it is used.</summary>
sealed class SchemaRewriter
{
    private readonly Dictionary<string, AvroNamedSchema> _copies = new(StringComparer.Ordinal);
    private readonly AvroRecordSchema? _record;
    private readonly string? _name;
    private readonly Func<IReadOnlyList<AvroField>, IEnumerable<AvroField>> _edit = fields => fields;

    private SchemaRewriter(AvroRecordSchema record, string name, Func<IReadOnlyList<AvroField>, IEnumerable<AvroField>>? edit)
    {
        _record = record;
        _name = name;
        _edit = edit ?? _edit;
    }

    private SchemaRewriter(AvroNamedSchema old, AvroNamedSchema @new)
    {
        _copies.Add(old.FullName, @new);
    }

    /// <summary>The schema with a record's fields edited.</summary>
    public static AvroSchema EditFields(
        AvroSchema root, AvroRecordSchema record, Func<IReadOnlyList<AvroField>, IEnumerable<AvroField>> edit) =>
        new SchemaRewriter(record, record.Name, edit).Copy(root);

    /// <summary>The schema with a record under another name, and an alias for the old one.</summary>
    public static AvroSchema Rename(AvroSchema root, AvroRecordSchema record, string name) =>
        new SchemaRewriter(record, name, null).Copy(root);

    /// <summary>The schema with an enum or fixed in place of another.</summary>
    public static AvroSchema Replace(AvroSchema root, AvroNamedSchema old, AvroNamedSchema @new) =>
        new SchemaRewriter(old, @new).Copy(root);

    private AvroSchema Copy(AvroSchema schema) => schema switch
    {
        AvroNamedSchema named when _copies.TryGetValue(named.FullName, out AvroNamedSchema? copy) => copy,
        AvroRecordSchema record => CopyRecord(record),
        AvroArraySchema array => new AvroArraySchema(Copy(array.Items), array.Properties),
        AvroMapSchema map => new AvroMapSchema(Copy(map.Values), map.Properties),
        AvroUnionSchema union => new AvroUnionSchema([.. union.Branches.Select(Copy)]),
        _ => schema,
    };

    private AvroRecordSchema CopyRecord(AvroRecordSchema record)
    {
        bool isEdited = record.FullName == _record?.FullName;
        bool isRenamed = isEdited && _name != record.Name;
        return new AvroRecordSchema(
            isRenamed ? _name! : record.Name,
            record.Namespace,
            self =>
            {
                _copies.Add(record.FullName, self);
                List<AvroField> fields =
                    [.. record.Fields.Select(field => field.With(field.Name, Copy(field.Schema), field.Default, field.Aliases))];
                return isEdited ? [.. _edit(fields)] : fields;
            },
            record.Doc,
            isRenamed ? [.. record.Aliases, record.FullName] : record.Aliases,
            record.Properties,
            record.IsError);
    }
}
