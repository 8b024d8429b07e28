using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>Finds what a schema must not have twice.</summary>
static class Repetition
{
    private const int NamesToCompareOneByOne = 8;

    /// <summary>The position of the first item that has the name of one before it, or −1.</summary>
    public static int IndexOf<T>(IReadOnlyList<T> items, Func<T, string> name)
    {
        // A few comparisons cost less than a set.
        HashSet<string>? names = items.Count > NamesToCompareOneByOne ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (int i = 0; i < items.Count; i++)
        {
            if (names is null ? IsAmongFirst(items, i, name) : !names.Add(name(items[i])))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsAmongFirst<T>(IReadOnlyList<T> items, int count, Func<T, string> name)
    {
        string sought = name(items[count]);
        for (int i = 0; i < count; i++)
        {
            if (name(items[i]) == sought)
            {
                return true;
            }
        }

        return false;
    }
}
