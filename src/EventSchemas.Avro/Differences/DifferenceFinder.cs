using System.Collections.Generic;
using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>
/// Compares two versions in parallel. A difference is marked as breaking only if everything around it can't be read. If something
/// fails that no difference explains, its place is marked itself. So the marks agree with the resolution of the two.
/// </summary>
sealed partial class DifferenceFinder
{
    private readonly FailureAccount _backward = new();
    private readonly FailureAccount _forward = new();
    private readonly HashSet<SchemaPair> _entered = [];
    private readonly HashSet<(string?, string?)> _moves = [];
    private readonly List<AvroDifference> _found = [];
    private bool _isRepeated;

    public IReadOnlyList<AvroDifference> Run(AvroSchema old, AvroSchema @new)
    {
        Compare(old, @new, DifferencePlace.Root);
        return _found;
    }

    private void Compare(AvroSchema old, AvroSchema @new, DifferencePlace around)
    {
        DifferencePlace place = around with
        {
            Backward = around.Backward && _backward.Fails(@new, old),
            Forward = around.Forward && _forward.Fails(old, @new),
        };
        FailureAccount.Mark backward = _backward.Begin();
        FailureAccount.Mark forward = _forward.Begin();
        CompareOnce(old, @new, place);
        bool isBackwardOpen = !_backward.End(backward) && place.Backward;
        bool isForwardOpen = !_forward.End(forward) && place.Forward;
        if (isBackwardOpen || isForwardOpen)
        {
            Add(AvroDifferenceKind.TypeChanged, place, SchemaPhrase.Of(old), SchemaPhrase.Of(@new), isBackwardOpen, isForwardOpen);
        }
    }

    // The differences of a record are reported once; later only those that break here and did not break at an earlier occurrence.
    private void CompareOnce(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        if (old is not AvroNamedSchema || @new is not AvroNamedSchema)
        {
            CompareKinds(old, @new, place);
            return;
        }

        var pair = new SchemaPair(old, @new);
        bool isKnown = !_entered.Add(pair);
        bool isCovered = isKnown && _backward.IsCovered(pair, place.Backward) && _forward.IsCovered(pair, place.Forward);
        if (isCovered)
        {
            _backward.Meet(pair, place.Backward);
            _forward.Meet(pair, place.Forward);
            return;
        }

        bool wasRepeated = _isRepeated;
        _isRepeated |= isKnown;
        FailureAccount.Visit? backward = _backward.Enter(pair, place.Backward);
        FailureAccount.Visit? forward = _forward.Enter(pair, place.Forward);
        CompareKinds(old, @new, place);
        _backward.Leave(backward);
        _forward.Leave(forward);
        _isRepeated = wasRepeated;
    }

    private void CompareKinds(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        switch (old, @new)
        {
            case (AvroUnionSchema, _) or (_, AvroUnionSchema):
                CompareUnions(old, @new, place);
                break;
            case (AvroRecordSchema from, AvroRecordSchema to):
                CompareNames(from, to, place);
                CompareFields(from, to, place);
                break;
            case (AvroEnumSchema from, AvroEnumSchema to):
                CompareNames(from, to, place);
                CompareSymbols(from, to, place);
                break;
            case (AvroFixedSchema from, AvroFixedSchema to):
                CompareNames(from, to, place);
                AddIf(
                    from.Size != to.Size,
                    AvroDifferenceKind.FixedResized,
                    place,
                    Text(from.Size),
                    Text(to.Size),
                    place.Backward,
                    place.Forward);
                break;
            case (AvroArraySchema from, AvroArraySchema to):
                CompareProperties(from, to, place);
                Compare(from.Items, to.Items, place.Items);
                break;
            case (AvroMapSchema from, AvroMapSchema to):
                CompareProperties(from, to, place);
                Compare(from.Values, to.Values, place.Values);
                break;
            case var _ when old.Kind == @new.Kind:
                CompareProperties(old, @new, place);
                break;
            default:
                CompareTypes(old, @new, place);
                break;
        }
    }

    private void CompareTypes(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        bool isWidened = !_backward.Fails(@new, old);
        bool isNarrowed = !_forward.Fails(old, @new);
        Add(
            isWidened ? AvroDifferenceKind.TypeWidened : isNarrowed ? AvroDifferenceKind.TypeNarrowed : AvroDifferenceKind.TypeChanged,
            place,
            SchemaPhrase.Of(old),
            SchemaPhrase.Of(@new),
            place.Backward,
            place.Forward,
            (isWidened && AvroPromotion.IsLossy(old.Kind, @new.Kind)) || (isNarrowed && AvroPromotion.IsLossy(@new.Kind, old.Kind)));
    }

    private void AddIf(
        bool isDifferent,
        AvroDifferenceKind kind,
        DifferencePlace place,
        string? old,
        string? @new,
        bool breaksBackward = false,
        bool breaksForward = false)
    {
        if (isDifferent)
        {
            Add(kind, place, old, @new, breaksBackward, breaksForward);
        }
    }

    private void Add(
        AvroDifferenceKind kind,
        DifferencePlace place,
        string? old,
        string? @new,
        bool breaksBackward = false,
        bool breaksForward = false,
        bool isLossy = false)
    {
        if (breaksBackward || breaksForward || !_isRepeated)
        {
            _backward.AddReason(breaksBackward);
            _forward.AddReason(breaksForward);
            _found.Add(place.Difference(kind, old, @new, breaksBackward, breaksForward, isLossy));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
