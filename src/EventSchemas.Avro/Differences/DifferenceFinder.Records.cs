using System.Linq;

namespace EventSchemas.Avro;

/// <content>Records and their fields.</content>
sealed partial class DifferenceFinder
{
    private void CompareFields(AvroRecordSchema old, AvroRecordSchema @new, DifferencePlace place)
    {
        int last = -1;
        bool isReordered = false;
        foreach (FieldMatch match in FieldMatch.Of(old, @new))
        {
            AvroField? from = match.Old < 0 ? null : old.Fields[match.Old];
            AvroField? to = match.New < 0 ? null : @new.Fields[match.New];
            if (!IsUnchanged(from, to, place))
            {
                CompareField(from, to, match.How, (old, @new), place, place.FieldOf(@new, (to ?? from)!.Name, to is not null, match.Old, match.New));
            }

            bool isInBoth = from is not null && to is not null;
            isReordered |= isInBoth && match.Old < last;
            last = isInBoth ? match.Old : last;
        }

        AddIf(isReordered, AvroDifferenceKind.FieldsReordered, place with { Record = @new.FullName, Field = null }, null, null);
    }

    // Most fields are, and where the record is read in both directions there is nothing to say about them.
    private static bool IsUnchanged(AvroField? old, AvroField? @new, DifferencePlace record) =>
        !record.Backward && !record.Forward && old is not null && @new is not null && old.Aliases.Count == 0 && new SchemaEquality().FieldsEqual(old, @new);

    private void CompareField(
        AvroField? old, AvroField? @new, FieldMatchKind how, (AvroRecordSchema Old, AvroRecordSchema New) records, DifferencePlace around, DifferencePlace place)
    {
        FieldSource backward = @new is null ? default : FieldSource.Of(@new, records.Old);
        FieldSource forward = old is null ? default : FieldSource.Of(old, records.New);
        bool lacksBackward = around.Backward && @new is { Default: null } && backward.Field is null;
        bool lacksForward = around.Forward && old is { Default: null } && forward.Field is null;
        AddIf(
            backward.IsAmbiguous || forward.IsAmbiguous,
            AvroDifferenceKind.FieldAmbiguous,
            place,
            forward.IsAmbiguous ? NamesOf(old!) : null,
            backward.IsAmbiguous ? NamesOf(@new!) : null,
            around.Backward && backward.IsAmbiguous,
            around.Forward && forward.IsAmbiguous);
        switch (old, @new, how)
        {
            case (null, _, _):
                Add(AvroDifferenceKind.FieldAdded, place, null, SchemaPhrase.Of(@new!), lacksBackward);
                return;
            case (_, null, _):
                Add(AvroDifferenceKind.FieldRemoved, place, SchemaPhrase.Of(old), null, breaksForward: lacksForward);
                return;
            case (_, _, FieldMatchKind.Alias):
                Add(AvroDifferenceKind.FieldRenamed, place, old.Name, @new.Name, lacksBackward, lacksForward);
                break;
            case (_, _, FieldMatchKind.Guess):
                Add(AvroDifferenceKind.FieldLooksRenamed, place, old.Name, @new.Name, lacksBackward, lacksForward);
                break;
            default:
                break;
        }

        CompareAttributes(old, @new, place);
        Compare(old.Schema, @new.Schema, place.Type with
        {
            Backward = around.Backward && !backward.IsAmbiguous && ReferenceEquals(backward.Field, old),
            Forward = around.Forward && !forward.IsAmbiguous && ReferenceEquals(forward.Field, @new),
        });
    }

    private static string NamesOf(AvroField field) => string.Join(", ", new[] { field.Name }.Concat(field.Aliases));
}
