using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>A field of the new version and the one that it was in the old version.</summary>
/// <param name="Old">The position of the old field, or −1 where there is none.</param>
/// <param name="New">The position of the new field, or −1 if it was removed.</param>
/// <param name="How">The kind of match; meaningless if one of them is missing.</param>
readonly record struct FieldMatch(int Old, int New, FieldMatchKind How)
{
    /// <summary>
    /// Matches the fields of two versions: by name, then by alias, then removed with added ones. Removed ones come first.
    /// </summary>
    public static IEnumerable<FieldMatch> Of(AvroRecordSchema old, AvroRecordSchema @new)
    {
        var matches = new FieldMatch[@new.Fields.Count];
        for (int i = 0; i < matches.Length; i++)
        {
            matches[i] = new FieldMatch(old.IndexOf(@new.Fields[i].Name), i, FieldMatchKind.Name);
        }

        List<int> gone = [.. Enumerable.Range(0, old.Fields.Count).Where(i => @new.IndexOf(old.Fields[i].Name) < 0)];
        Assign(
            matches,
            gone,
            FieldMatchKind.Alias,
            (i, j) => @new.Fields[j].Aliases.Contains(old.Fields[i].Name) || old.Fields[i].Aliases.Contains(@new.Fields[j].Name));
        Assign(matches, gone, FieldMatchKind.Guess, (i, j) => i == j && old.Fields[i].Schema.Equals(@new.Fields[j].Schema));
        Assign(
            matches,
            gone,
            FieldMatchKind.Guess,
            (i, j) => IsPart(old.Fields[i].Name, @new.Fields[j].Name) && old.Fields[i].Schema.Equals(@new.Fields[j].Schema));
        Assign(matches, gone, FieldMatchKind.Guess, (i, j) => old.Fields[i].Schema.Equals(@new.Fields[j].Schema));
        return gone.Select(i => new FieldMatch(i, -1, FieldMatchKind.Name)).Concat(matches);
    }

    private static void Assign(FieldMatch[] matches, List<int> gone, FieldMatchKind how, Func<int, int, bool> isSame)
    {
        for (int j = 0; j < matches.Length && gone.Count > 0; j++)
        {
            int found = matches[j].Old < 0 ? gone.FindIndex(i => isSame(i, j)) : -1;
            if (found >= 0)
            {
                matches[j] = new FieldMatch(gone[found], j, how);
                gone.RemoveAt(found);
            }
        }
    }

    private static bool IsPart(string x, string y) =>
        x.IndexOf(y, StringComparison.OrdinalIgnoreCase) >= 0 || y.IndexOf(x, StringComparison.OrdinalIgnoreCase) >= 0;
}

/// <summary>Why two fields are taken for one.</summary>
enum FieldMatchKind
{
    /// <summary>They have one name.</summary>
    Name,

    /// <summary>An alias leads from one to the other.</summary>
    Alias,

    /// <summary>One was removed, one of the same type was added.</summary>
    Guess,
}

/// <summary>A branch of the new version's union and the one that it was in the old version; null is left out.</summary>
/// <param name="Old">The position of the old branch, or −1.</param>
/// <param name="New">The position of the new branch, or −1.</param>
readonly record struct BranchMatch(int Old, int New)
{
    /// <summary>
    /// Matches the branches of two versions: by full name or kind, then by name or alias; a last one on each side counts as one that
    /// changed.
    /// </summary>
    public static List<BranchMatch> Of(IReadOnlyList<AvroSchema> old, IReadOnlyList<AvroSchema> @new)
    {
        List<int> gone = Values(old);
        List<int> come = Values(@new);
        var matches = new List<BranchMatch>();
        Assign(
            matches,
            gone,
            come,
            (i, j) => old[i].Kind == @new[j].Kind && (old[i] as AvroNamedSchema)?.FullName == (@new[j] as AvroNamedSchema)?.FullName);
        Assign(
            matches,
            gone,
            come,
            (i, j) => old[i].Kind == @new[j].Kind
                && old[i] is AvroNamedSchema x
                && @new[j] is AvroNamedSchema y
                && (x.HasNameOf(y) || y.HasNameOf(x)));
        if (gone.Count == 1 && come.Count == 1)
        {
            Assign(matches, gone, come, (_, _) => true);
        }

        return
        [
            .. gone.Select(i => new BranchMatch(i, -1)),
            .. matches.Concat(come.Select(j => new BranchMatch(-1, j))).OrderBy(match => match.New),
        ];
    }

    private static List<int> Values(IReadOnlyList<AvroSchema> branches) =>
        [.. Enumerable.Range(0, branches.Count).Where(i => !SchemaPhrase.IsNull(branches[i]))];

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
