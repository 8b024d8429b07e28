using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>
/// Compares two versions as they look to a reader that takes its own schema for the writer's: names, defaults and documentation aren't in
/// the data, and each value is read where its own schema has one.
/// </summary>
sealed class UnresolvedDifferenceFinder
{
    private const int MaxDepth = 500;

    private readonly HashSet<(SchemaPair Pair, DataEnd End)> _entered = [];
    private readonly List<AvroDifference> _found = [];
    private int _depth;

    public IReadOnlyList<AvroDifference> Run(AvroSchema old, AvroSchema @new)
    {
        Compare(old, @new, DifferencePlace.Root, new DataEnd(OfOld: true, OfNew: true));
        return _found;
    }

    private void Compare(AvroSchema old, AvroSchema @new, DifferencePlace place, DataEnd end)
    {
        if (IsKnown(old, @new, end))
        {
            return;
        }

        if (++_depth > MaxDepth)
        {
            throw new AvroSchemaException($"The schemas can't be compared: they are nested more than {MaxDepth} levels deep");
        }

        switch (old, @new)
        {
            case (AvroUnionSchema from, AvroUnionSchema to):
                CompareBranches(from, to, place, end);
                break;
            case (AvroRecordSchema from, AvroRecordSchema to):
                CompareFields(from, to, place, end);
                break;
            case (AvroEnumSchema from, AvroEnumSchema to):
                CompareSymbols(from, to, place);
                break;
            case (AvroFixedSchema from, AvroFixedSchema to):
                AddIf(from.Size != to.Size, AvroDifferenceKind.TypeChanged, place, SizeOf(from), SizeOf(to));
                break;
            case (AvroArraySchema from, AvroArraySchema to):
                Compare(from.Items, to.Items, place.Items, DataEnd.None);
                break;
            case (AvroMapSchema from, AvroMapSchema to):
                Compare(from.Values, to.Values, place.Values, DataEnd.None);
                break;
            default:
                CompareTypes(old, @new, place);
                break;
        }

        _depth--;
    }

    // What was found where more data follow is at least what would be found where none do.
    private bool IsKnown(AvroSchema old, AvroSchema @new, DataEnd end) =>
        old is AvroNamedSchema
        && @new is AvroNamedSchema
        && new SchemaPair(old, @new) is var pair
        && (_entered.Contains((pair, DataEnd.None)) || !_entered.Add((pair, end)));

    private void CompareTypes(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        (string from, string to) = (SchemaPhrase.Of(old), SchemaPhrase.Of(@new));
        switch (old, @new)
        {
            case (_, AvroUnionSchema union) when union.Branches.Any(SchemaPhrase.IsNull):
                Add(AvroDifferenceKind.MadeOptional, place, from, to);
                break;
            case (AvroUnionSchema union, _) when union.Branches.Any(SchemaPhrase.IsNull):
                Add(AvroDifferenceKind.MadeRequired, place, from, to);
                break;

            // The same bytes; only a value that is too large for the int is refused.
            case ({ Kind: AvroSchemaKind.Int }, { Kind: AvroSchemaKind.Long }):
                Add(AvroDifferenceKind.TypeWidened, place, from, to, breaksBackward: false);
                break;
            case ({ Kind: AvroSchemaKind.Long }, { Kind: AvroSchemaKind.Int }):
                Add(AvroDifferenceKind.TypeNarrowed, place, from, to, breaksForward: false);
                break;

            // A length and bytes.
            case ({ Kind: AvroSchemaKind.String or AvroSchemaKind.Bytes }, { Kind: AvroSchemaKind.String or AvroSchemaKind.Bytes }):
                break;
            default:
                AddIf(old.Kind != @new.Kind, AvroDifferenceKind.TypeChanged, place, from, to);
                break;
        }
    }

    private void CompareFields(AvroRecordSchema old, AvroRecordSchema @new, DifferencePlace place, DataEnd end)
    {
        FieldMatch[] matches = [.. InPlace([.. FieldMatch.Of(old, @new)])];
        FieldMatch[] kept = [.. matches.Where(match => match.Old >= 0 && match.New >= 0)];
        int lastOld = kept.Select(match => match.Old).DefaultIfEmpty(-1).Max();
        int lastNew = kept.Select(match => match.New).DefaultIfEmpty(-1).Max();
        bool isAdded = matches.Any(match => match.Old < 0);
        bool isRemoved = matches.Any(match => match.New < 0);
        AddIf(
            kept.Zip(kept.Skip(1), (one, next) => one.Old > next.Old).Any(isMoved => isMoved),
            AvroDifferenceKind.FieldsReordered,
            place with { Record = @new.FullName, Field = null },
            "the members",
            null);
        foreach (FieldMatch match in matches)
        {
            AvroField field = match.New < 0 ? old.Fields[match.Old] : @new.Fields[match.New];
            DifferencePlace around = place.FieldOf(@new, field.Name, match.New >= 0, match.Old, match.New);
            if (match.Old < 0)
            {
                // Readers of the old version end before it, and ignore it.
                bool isIgnored = end.OfOld && match.New > lastNew && !isRemoved;
                Add(AvroDifferenceKind.FieldAdded, around, null, SchemaPhrase.Of(field), breaksForward: !isIgnored);
            }
            else if (match.New < 0)
            {
                bool isIgnored = end.OfNew && match.Old > lastOld && !isAdded;
                Add(AvroDifferenceKind.FieldRemoved, around, SchemaPhrase.Of(field), null, breaksBackward: !isIgnored);
            }
            else
            {
                var endOfField = new DataEnd(
                    end.OfOld && match.Old == old.Fields.Count - 1, end.OfNew && match.New == @new.Fields.Count - 1);
                Compare(old.Fields[match.Old].Schema, field.Schema, around.Type, endOfField);
            }
        }
    }

    // A field that was removed and one of the same type elsewhere are two fields, not one that was renamed and moved.
    private static IEnumerable<FieldMatch> InPlace(FieldMatch[] matches)
    {
        FieldMatch[] named = [.. matches.Where(match => match.Old >= 0 && match.New >= 0 && match.How != FieldMatchKind.Guess)];
        foreach (FieldMatch match in matches)
        {
            bool isInPlace = match.Old < 0
                || match.New < 0
                || match.How != FieldMatchKind.Guess
                || named.All(other => other.Old < match.Old == other.New < match.New);
            if (isInPlace)
            {
                yield return match;
            }
            else
            {
                yield return match with { New = -1 };
                yield return match with { Old = -1 };
            }
        }
    }

    private void CompareBranches(AvroUnionSchema old, AvroUnionSchema @new, DifferencePlace place, DataEnd end)
    {
        BranchMatch[] matches = [.. WithRenamed([.. BranchMatch.Of(old.Branches, @new.Branches)], old, @new)];
        (int oldNull, int newNull) = (NullOf(old), NullOf(@new));
        bool isMoved = matches.Any(match => match.Old >= 0 && match.New >= 0 && match.Old != match.New)
            || (oldNull >= 0 && newNull >= 0 && oldNull != newNull);
        bool isGone = matches.Any(match => match.New < 0) || (oldNull >= 0 && newNull < 0);
        bool isNew = matches.Any(match => match.Old < 0) || (oldNull < 0 && newNull >= 0);
        if (isGone || isNew)
        {
            Add(
                AvroDifferenceKind.TypeChanged,
                place,
                SchemaPhrase.Of(old),
                SchemaPhrase.Of(@new),
                breaksBackward: isGone || isMoved,
                breaksForward: isNew || isMoved);
        }
        else
        {
            AddIf(isMoved, AvroDifferenceKind.BranchesReordered, place, $"the branches of '{place.Field}'", null);
        }

        foreach (BranchMatch match in matches.Where(match => match.Old >= 0 && match.New >= 0))
        {
            AvroSchema branch = @new.Branches[match.New];
            string suffix = matches.Length > 1 ? $"({SchemaPhrase.Of(branch)})" : "";
            Compare(old.Branches[match.Old], branch, place.Branch(suffix, match.Old, match.New), end);
        }
    }

    // The name of a branch isn't in the data: one of the same kind at the same position is the same branch.
    private static IEnumerable<BranchMatch> WithRenamed(BranchMatch[] matches, AvroUnionSchema old, AvroUnionSchema @new)
    {
        bool IsRenamed(int position) =>
            matches.Any(one => one.Old == position && one.New < 0)
            && matches.Any(one => one.New == position && one.Old < 0)
            && old.Branches[position].Kind == @new.Branches[position].Kind;
        return matches
            .Where(match => match.Old >= 0 || !IsRenamed(match.New))
            .Select(match => match.New < 0 && IsRenamed(match.Old) ? match with { New = match.Old } : match);
    }

    // A symbol travels as its position. One that has another name at the same position was renamed.
    private void CompareSymbols(AvroEnumSchema old, AvroEnumSchema @new, DifferencePlace place)
    {
        DifferencePlace symbols = place with { Old = place.Old + "/symbols", New = place.New + "/symbols" };
        int common = Math.Min(old.Symbols.Count, @new.Symbols.Count);
        bool isMoved = Enumerable.Range(0, common).Any(i =>
            old.Symbols[i] != @new.Symbols[i] && (@new.Contains(old.Symbols[i]) || old.Contains(@new.Symbols[i])));
        bool isSame = old.Symbols.All(@new.Contains) && @new.Symbols.All(old.Contains);
        if (isMoved && isSame)
        {
            Add(AvroDifferenceKind.SymbolsReordered, symbols, $"the symbols of '{place.Field}'", null);
        }
        else if (isMoved || old.Symbols.Count != @new.Symbols.Count)
        {
            Add(
                AvroDifferenceKind.TypeChanged,
                symbols,
                $"an enum of {string.Join(", ", old.Symbols)}",
                $"an enum of {string.Join(", ", @new.Symbols)}",
                breaksBackward: isMoved || old.Symbols.Count > common,
                breaksForward: isMoved || @new.Symbols.Count > common);
        }
    }

    private void AddIf(
        bool isDifferent,
        AvroDifferenceKind kind,
        DifferencePlace place,
        string? old,
        string? @new,
        bool breaksBackward = true,
        bool breaksForward = true)
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
        bool breaksBackward = true,
        bool breaksForward = true) => _found.Add(place.Difference(kind, old, @new, breaksBackward, breaksForward));

    private static int NullOf(AvroUnionSchema union) => union.Branches.ToList().FindIndex(SchemaPhrase.IsNull);

    private static string SizeOf(AvroFixedSchema schema) =>
        string.Format(CultureInfo.InvariantCulture, "a fixed of {0} bytes", schema.Size);

    /// <summary>Whether nothing follows in the data: of the old version, and of the new one.</summary>
    private readonly record struct DataEnd(bool OfOld, bool OfNew)
    {
        public static DataEnd None { get; } = new(OfOld: false, OfNew: false);
    }
}
