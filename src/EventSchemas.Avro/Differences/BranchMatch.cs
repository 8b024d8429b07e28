using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>A branch of the new version's union and the one that it was in the old version; null is left out.</summary>
/// <param name="Old">The position of the old branch, or −1.</param>
/// <param name="New">The position of the new branch, or −1.</param>
readonly record struct BranchMatch(int Old, int New)
{
    /// <summary>Matches the branches of two versions: by full name or kind, then by name or alias; a last one on each side is taken for one that changed.</summary>
    public static List<BranchMatch> Of(IReadOnlyList<AvroSchema> old, IReadOnlyList<AvroSchema> @new)
    {
        List<int> gone = Values(old);
        List<int> come = Values(@new);
        var matches = new List<BranchMatch>();
        Assign(matches, gone, come, (i, j) => old[i].Kind == @new[j].Kind && (old[i] as AvroNamedSchema)?.FullName == (@new[j] as AvroNamedSchema)?.FullName);
        Assign(matches, gone, come, (i, j) => old[i].Kind == @new[j].Kind && old[i] is AvroNamedSchema x && @new[j] is AvroNamedSchema y && (x.HasNameOf(y) || y.HasNameOf(x)));
        if (gone.Count == 1 && come.Count == 1)
        {
            Assign(matches, gone, come, (_, _) => true);
        }

        return [.. gone.Select(i => new BranchMatch(i, -1)), .. matches.Concat(come.Select(j => new BranchMatch(-1, j))).OrderBy(match => match.New)];
    }

    private static List<int> Values(IReadOnlyList<AvroSchema> branches) => [.. Enumerable.Range(0, branches.Count).Where(i => !SchemaPhrase.IsNull(branches[i]))];

    private static void Assign(List<BranchMatch> matches, List<int> gone, List<int> come, Func<int, int, bool> isSame)
    {
        for (int j = 0; j < come.Count; j++)
        {
            int found = gone.FindIndex(i => isSame(i, come[j]));
            if (found >= 0)
            {
                matches.Add(new BranchMatch(gone[found], come[j]));
                gone.RemoveAt(found);
                come.RemoveAt(j--);
            }
        }
    }
}
