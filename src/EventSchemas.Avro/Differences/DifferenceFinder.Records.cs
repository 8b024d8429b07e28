using System.Linq;

namespace EventSchemas.Avro;

/// <content>Records and their fields.</content>
sealed partial class DifferenceFinder
{
    private void CompareFields(AvroRecordSchema old, AvroRecordSchema @new, DifferencePlace place)
    {
        int last = -1;
        bool isReordered = false;
        var backward = (AvroRecordResolution)_backward.Resolve(@new, old);
        var forward = (AvroRecordResolution)_forward.Resolve(old, @new);
        foreach (FieldMatch match in FieldMatch.Of(old, @new))
        {
            AvroField? from = match.Old < 0 ? null : old.Fields[match.Old];
            AvroField? to = match.New < 0 ? null : @new.Fields[match.New];
            if (!IsUnchanged(from, to, place))
            {
                DifferencePlace field = place.FieldOf(@new, (to ?? from)!.Name, to is not null, match.Old, match.New);
                CompareField(
                    from,
                    to,
                    match,
                    to is null ? default : backward.Parts[match.New],
                    from is null ? default : forward.Parts[match.Old],
                    place,
                    field);
            }

            bool isInBoth = from is not null && to is not null;
            isReordered |= isInBoth && match.Old < last;
            last = isInBoth ? match.Old : last;
        }

        AddIf(isReordered, AvroDifferenceKind.FieldsReordered, place with { Record = @new.FullName, Field = null }, null, null);
    }

    // Most fields are. If the record can be read in both directions, they have no differences to report.
    private static bool IsUnchanged(AvroField? old, AvroField? @new, DifferencePlace record) =>
        !record.Backward
            && !record.Forward
            && old is not null
            && @new is not null
            && old.Aliases.Count == 0
            && new SchemaEquality().FieldsEqual(old, @new);

    private void CompareField(
        AvroField? old,
        AvroField? @new,
        FieldMatch match,
        AvroFieldResolution backward,
        AvroFieldResolution forward,
        DifferencePlace around,
        DifferencePlace place)
    {
        bool isAmbiguousBackward = backward.IsAmbiguous;
        bool isAmbiguousForward = forward.IsAmbiguous;
        bool lacksBackward = around.Backward && @new is { Default: null } && backward.Source < 0;
        bool lacksForward = around.Forward && old is { Default: null } && forward.Source < 0;
        AddIf(
            isAmbiguousBackward || isAmbiguousForward,
            AvroDifferenceKind.FieldAmbiguous,
            place,
            isAmbiguousForward ? NamesOf(old!) : null,
            isAmbiguousBackward ? NamesOf(@new!) : null,
            around.Backward && isAmbiguousBackward,
            around.Forward && isAmbiguousForward);
        switch (old, @new, match.How)
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
            Backward = around.Backward && !isAmbiguousBackward && backward.Source == match.Old,
            Forward = around.Forward && !isAmbiguousForward && forward.Source == match.New,
        });
    }

    private static string NamesOf(AvroField field) => string.Join(", ", new[] { field.Name }.Concat(field.Aliases));
}
