using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>A field of the new version and the one that it was in the old version.</summary>
/// <param name="Old">The position of the old field, or −1 where there is none.</param>
/// <param name="New">The position of the new field, or −1 where it has gone.</param>
/// <param name="How">What the match rests on; meaningless where one of them is missing.</param>
readonly record struct FieldMatch(int Old, int New, FieldMatchKind How)
{
    /// <summary>Matches the fields of two versions: by name, then by alias, then what has gone with what has come. What has gone stands first.</summary>
    public static IEnumerable<FieldMatch> Of(AvroRecordSchema old, AvroRecordSchema @new)
    {
        var matches = new FieldMatch[@new.Fields.Count];
        for (int i = 0; i < matches.Length; i++)
        {
            matches[i] = new FieldMatch(old.IndexOf(@new.Fields[i].Name), i, FieldMatchKind.Name);
        }

        List<int> gone = [.. Enumerable.Range(0, old.Fields.Count).Where(i => @new.IndexOf(old.Fields[i].Name) < 0)];
        Assign(matches, gone, FieldMatchKind.Alias, (i, j) => @new.Fields[j].Aliases.Contains(old.Fields[i].Name) || old.Fields[i].Aliases.Contains(@new.Fields[j].Name));
        Assign(matches, gone, FieldMatchKind.Guess, (i, j) => i == j && old.Fields[i].Schema.Equals(@new.Fields[j].Schema));
        Assign(matches, gone, FieldMatchKind.Guess, (i, j) => IsPart(old.Fields[i].Name, @new.Fields[j].Name) && old.Fields[i].Schema.Equals(@new.Fields[j].Schema));
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
