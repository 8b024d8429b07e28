using System.Collections;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>An immutable copy of a list.</summary>
/// <param name="items">The items; the array isn't used anywhere else.</param>
sealed class FrozenList<T>(T[] items) : IReadOnlyList<T>
{
    public static FrozenList<T> Empty { get; } = new([]);

    public int Count => items.Length;

    public T this[int index] => items[index];

    /// <summary>A list with the items that another one has now.</summary>
    public static FrozenList<T> Of(IReadOnlyList<T>? list)
    {
        if (list is FrozenList<T> frozen)
        {
            return frozen;
        }

        if (list is null || list.Count == 0)
        {
            return Empty;
        }

        var copy = new T[list.Count];
        for (int i = 0; i < copy.Length; i++)
        {
            copy[i] = list[i];
        }

        return new FrozenList<T>(copy);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
