using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <content>Unions and optional types.</content>
sealed partial class DifferenceFinder
{
    private void CompareUnions(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        IReadOnlyList<AvroSchema> from = BranchesOf(old);
        IReadOnlyList<AvroSchema> to = BranchesOf(@new);
        bool wasOptional = from.Any(SchemaPhrase.IsNull);
        bool isOptional = to.Any(SchemaPhrase.IsNull);
        AddIf(
            !wasOptional && isOptional,
            AvroDifferenceKind.MadeOptional,
            place,
            SchemaPhrase.Of(old),
            SchemaPhrase.Of(@new),
            breaksForward: place.Forward && _forward.Fails(old, AvroPrimitiveSchema.Null));
        AddIf(
            wasOptional && !isOptional,
            AvroDifferenceKind.MadeRequired,
            place,
            SchemaPhrase.Of(old),
            SchemaPhrase.Of(@new),
            place.Backward && _backward.Fails(@new, AvroPrimitiveSchema.Null));

        List<BranchMatch> matches = BranchMatch.Of(from, to);
        foreach (BranchMatch match in matches)
        {
            CompareBranch(match, old, @new, matches.Count > 1, place);
        }

        int[] positions = [.. matches.Where(match => match.Old >= 0 && match.New >= 0).Select(match => match.Old)];
        bool isReordered = !positions.SequenceEqual(positions.OrderBy(i => i))
            || (wasOptional && isOptional && SchemaPhrase.IsNull(from[0]) != SchemaPhrase.IsNull(to[0]));
        AddIf(isReordered, AvroDifferenceKind.BranchesReordered, place, null, null);
        AddIf(
            old is AvroUnionSchema != @new is AvroUnionSchema && from.Count == to.Count,
            AvroDifferenceKind.TypeChanged,
            place,
            SchemaPhrase.Of(old),
            SchemaPhrase.Of(@new));
    }

    private void CompareBranch(BranchMatch match, AvroSchema old, AvroSchema @new, bool isOneOfSeveral, DifferencePlace place)
    {
        AvroSchema? from = match.Old < 0 ? null : BranchesOf(old)[match.Old];
        AvroSchema? to = match.New < 0 ? null : BranchesOf(@new)[match.New];
        string suffix = isOneOfSeveral ? $"({SchemaPhrase.Of((to ?? from)!)})" : "";
        DifferencePlace branch = place.Branch(
            suffix, old is AvroUnionSchema ? match.Old : -1, @new is AvroUnionSchema ? match.New : -1) with
        {
            Backward = place.Backward && from is not null && _backward.Fails(@new, from),
            Forward = place.Forward && to is not null && _forward.Fails(old, to),
        };
        switch (from, to)
        {
            case (null, _):
                Add(AvroDifferenceKind.BranchAdded, branch, null, SchemaPhrase.Of(to!), breaksForward: branch.Forward);
                break;
            case (_, null):
                Add(AvroDifferenceKind.BranchRemoved, branch, SchemaPhrase.Of(from), null, branch.Backward);
                break;
            default:
                Compare(from, to, branch);
                break;
        }
    }

    private static IReadOnlyList<AvroSchema> BranchesOf(AvroSchema schema) => schema is AvroUnionSchema union ? union.Branches : [schema];
}
