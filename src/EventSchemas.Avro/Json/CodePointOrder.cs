using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>Text by Unicode code point, as Python sorts it: surrogate pairs come after everything else.</summary>
sealed class CodePointOrder : IComparer<string>
{
    public static CodePointOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        int common = Math.Min(x.Length, y.Length);
        for (int i = 0; i < common; i++)
        {
            if (x[i] != y[i])
            {
                bool xPair = char.IsSurrogate(x[i]);
                return xPair == char.IsSurrogate(y[i]) ? x[i] - y[i] : xPair ? 1 : -1;
            }
        }

        return x.Length - y.Length;
    }
}
