using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>
/// Tries the usual edits of a schema, each on its own. A named schema is edited once, where it first occurs, for all its uses.
/// </summary>
sealed class EditTrial(AvroSchema root, IReadOnlyList<AvroSchema> history, CompatibilityLevel level)
{
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private readonly List<AvroEdit> _edits = [];
    private readonly string _text = root.ToCanonicalForm();

    public IReadOnlyList<AvroEdit> Run()
    {
        Walk(root, "");
        return _edits;
    }

    private void Walk(AvroSchema schema, string path)
    {
        if (schema is AvroNamedSchema named && !_entered.Add(named.FullName))
        {
            return;
        }

        switch (schema)
        {
            case AvroRecordSchema record:
                TryRecord(record, path);
                break;
            case AvroEnumSchema @enum:
                TryEnum(@enum, path);
                break;
            case AvroFixedSchema @fixed:
                Try(
                    AvroEditKind.ResizeFixed,
                    path,
                    $"change its size from {@fixed.Size}",
                    @fixed,
                    @fixed.With(@fixed.Name, @fixed.Aliases, @fixed.Size == int.MaxValue ? 0 : @fixed.Size + 1));
                Try(
                    AvroEditKind.RenameType,
                    path,
                    $"rename {@fixed.Name}, with an alias",
                    @fixed,
                    @fixed.With(NewName(@fixed), [.. @fixed.Aliases, @fixed.FullName], @fixed.Size));
                break;
            case AvroArraySchema array:
                Walk(array.Items, path + "[]");
                break;
            case AvroMapSchema map:
                Walk(map.Values, path + "{}");
                break;
            case AvroUnionSchema union:
                foreach (AvroSchema branch in union.Branches)
                {
                    Walk(branch, union.Branches.Count(b => !SchemaPhrase.IsNull(b)) > 1 ? $"{path}({SchemaPhrase.Of(branch)})" : path);
                }

                break;
            default:
                break;
        }
    }

    private void TryRecord(AvroRecordSchema record, string path)
    {
        string name = NewName(record.Fields.Select(field => field.Name));
        Try(
            AvroEditKind.AddField,
            path,
            "add a field with a default",
            record,
            fields => [.. fields, new AvroField(name, AvroPrimitiveSchema.Int, AvroJson.FromInteger(0))]);
        Try(
            AvroEditKind.AddFieldWithoutDefault,
            path,
            "add a field without a default",
            record,
            fields => [.. fields, new AvroField(name, AvroPrimitiveSchema.Int)]);
        if (record.Fields.Count > 1)
        {
            Try(AvroEditKind.ReorderFields, path, "reorder its fields", record, fields => fields.Reverse());
        }

        Add(AvroEditKind.RenameType, path, $"rename {record.Name}, with an alias", SchemaRewriter.Rename(root, record, NewName(record)));
        for (int i = 0; i < record.Fields.Count; i++)
        {
            TryField(record, i, name, path.Length == 0 ? record.Fields[i].Name : $"{path}.{record.Fields[i].Name}");
        }
    }

    private void TryField(AvroRecordSchema record, int index, string otherName, string path)
    {
        AvroField field = record.Fields[index];
        Try(AvroEditKind.RemoveField, path, "remove it", record, fields => fields.Where((_, i) => i != index));
        TryField(
            AvroEditKind.RenameField,
            path,
            "rename it, with an alias",
            record,
            index,
            f => f.With(otherName, f.Schema, f.Default, [.. f.Aliases, f.Name]));
        if (field.Default is not null)
        {
            TryField(
                AvroEditKind.RemoveDefault, path, "remove its default", record, index, f => f.With(f.Name, f.Schema, null, f.Aliases));
        }
        else if (NaturalDefault.Of(field.Schema) is { } natural)
        {
            TryField(AvroEditKind.AddDefault, path, "give it a default", record, index, f => f.With(f.Name, f.Schema, natural, f.Aliases));
        }

        // The copy of the field is edited: a recursive record is in the type of its own field.
        foreach ((TypeEdit edit, int number) in TypeEdit.Of(field.Schema).Select((edit, number) => (edit, number)))
        {
            TryField(
                edit.Kind, path, edit.Description, record, index, copy => TypeEdit.Of(copy.Schema).ElementAt(number).ApplyTo(copy));
        }

        Walk(field.Schema, path);
    }

    private void TryEnum(AvroEnumSchema @enum, string path)
    {
        string symbol = NewName(@enum.Symbols);
        Try(
            AvroEditKind.AddSymbol,
            path,
            "add a symbol",
            @enum,
            @enum.With(@enum.Name, @enum.Aliases, [.. @enum.Symbols, symbol], @enum.Default));
        foreach (string removed in @enum.Symbols.Where(s => s != @enum.Default))
        {
            Try(
                AvroEditKind.RemoveSymbol,
                path,
                $"remove the symbol {removed}",
                @enum,
                @enum.With(@enum.Name, @enum.Aliases, [.. @enum.Symbols.Where(s => s != removed)], @enum.Default));
        }

        if (@enum.Default is not null)
        {
            Try(
                AvroEditKind.RemoveEnumDefault,
                path,
                "remove its default symbol",
                @enum,
                @enum.With(@enum.Name, @enum.Aliases, @enum.Symbols, null));
        }
        else if (@enum.Symbols.Count > 0)
        {
            Try(
                AvroEditKind.AddEnumDefault,
                path,
                "give it a default symbol",
                @enum,
                @enum.With(@enum.Name, @enum.Aliases, @enum.Symbols, @enum.Symbols[0]));
        }

        Try(
            AvroEditKind.RenameType,
            path,
            $"rename {@enum.Name}, with an alias",
            @enum,
            @enum.With(NewName(@enum), [.. @enum.Aliases, @enum.FullName], @enum.Symbols, @enum.Default));
    }

    private void TryField(
        AvroEditKind kind, string path, string description, AvroRecordSchema record, int index, Func<AvroField, AvroField> edit) =>
        Try(kind, path, description, record, fields => fields.Select((field, i) => i == index ? edit(field) : field));

    private void Try(
        AvroEditKind kind,
        string path,
        string description,
        AvroRecordSchema record,
        Func<IReadOnlyList<AvroField>, IEnumerable<AvroField>> edit) =>
        Add(kind, path, description, SchemaRewriter.EditFields(root, record, edit));

    private void Try(AvroEditKind kind, string path, string description, AvroNamedSchema old, AvroNamedSchema @new) =>
        Add(kind, path, description, SchemaRewriter.Replace(root, old, @new));

    private void Add(AvroEditKind kind, string path, string description, AvroSchema result) =>
        _edits.Add(new AvroEdit(kind, path, description, result, AvroRules.Check(result, history, level)));

    private string NewName(AvroNamedSchema schema)
    {
        string suffix = "Renamed";
        while (_text.Contains($"{schema.FullName}{suffix}\""))
        {
            suffix += "_";
        }

        return schema.Name + suffix;
    }

    private static string NewName(IEnumerable<string> names)
    {
        var taken = new HashSet<string>(names, StringComparer.Ordinal);
        string name = "other";
        while (taken.Contains(name))
        {
            name += "_";
        }

        return name;
    }
}
