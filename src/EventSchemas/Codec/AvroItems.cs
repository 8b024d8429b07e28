using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas;

/// <summary>Access to the items of lists and maps, and collecting them, for generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AvroItems
{
    /// <summary>The items of any kind of list. Arrays and <see cref="List{T}"/> are accessed in place, without allocation.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The list.</param>
    public static AvroItems<T> Of<T>(IEnumerable<T> items) => items switch
    {
        T[] array => new AvroItems<T>(array),
        List<T> list => new AvroItems<T>(CollectionsMarshal.AsSpan(list)),
        IReadOnlyList<T> list => new AvroItems<T>(list),
        _ => new AvroItems<T>((T[])[.. items]),
    };

    /// <summary>
    /// The entries of any kind of map. A <see cref="Dictionary{TKey, TValue}"/> is enumerated without allocation.
    /// </summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="map">The map.</param>
    public static AvroEntries<T> OfMap<T>(IEnumerable<KeyValuePair<string, T>> map) => new(map);

    /// <summary>Ensures capacity for the items of a block, up to a bound, because the count comes from the wire.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The list.</param>
    /// <param name="count">The number of items that the block claims.</param>
    public static void MakeRoom<T>(List<T> items, int count)
    {
        ArgumentNullException.ThrowIfNull(items);
        int capacity = items.Count + AvroReader.Capacity(count);
        if (items.Count == 0)
        {
            items.Capacity = capacity;
        }
        else
        {
            items.EnsureCapacity(capacity);
        }
    }

    /// <summary>Ensures capacity for the items of a block, up to a bound, because the count comes from the wire.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items, followed by unused room.</param>
    /// <param name="length">The number of items.</param>
    /// <param name="count">The number of items that the block claims.</param>
    public static void MakeRoom<T>(ref T[] items, int length, int count) => Array.Resize(ref items, length + AvroReader.Capacity(count));

    /// <summary>Adds an item.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items, followed by unused room.</param>
    /// <param name="length">The number of items.</param>
    /// <param name="item">The item.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(ref T[] items, ref int length, T item)
    {
        T[] array = items;
        if ((uint)length >= (uint)array.Length)
        {
            array = items = Grow(array);
        }

        array[length++] = item;
    }

    /// <summary>Removes the unused room.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items, followed by unused room.</param>
    /// <param name="length">The number of items.</param>
    public static T[] Exactly<T>(T[] items, int length)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (length < items.Length)
        {
            Array.Resize(ref items, length);
        }

        return items;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T[] Grow<T>(T[] items)
    {
        Array.Resize(ref items, (int)Math.Min(Array.MaxLength, 2L * items.Length));
        return items;
    }
}

/// <summary>The items of a list, accessed in place.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct AvroItems<T>
{
    private readonly ReadOnlySpan<T> _span;
    private readonly IReadOnlyList<T>? _list;

    internal AvroItems(ReadOnlySpan<T> span)
    {
        _span = span;
        Count = span.Length;
    }

    internal AvroItems(IReadOnlyList<T> list)
    {
        _list = list;
        Count = list.Count;
    }

    /// <summary>The number of items.</summary>
    public int Count { get; }

    /// <summary>An item.</summary>
    /// <param name="index">Its index, from 0 and below <see cref="Count"/>.</param>
    public T this[int index] => _list is null ? _span[index] : _list[index];
}

/// <summary>The entries of a map, enumerated in place.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct AvroEntries<T>
{
    private readonly IEnumerator<KeyValuePair<string, T>>? _enumerator;
    private Dictionary<string, T>.Enumerator _dictionary;

    internal AvroEntries(IEnumerable<KeyValuePair<string, T>> map)
    {
        if (map is Dictionary<string, T> dictionary)
        {
            _dictionary = dictionary.GetEnumerator();
        }
        else
        {
            _enumerator = map.GetEnumerator();
        }
    }

    /// <summary>The current entry.</summary>
    public readonly KeyValuePair<string, T> Current => _enumerator is null ? _dictionary.Current : _enumerator.Current;

    /// <summary>Moves to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _enumerator is null ? _dictionary.MoveNext() : _enumerator.MoveNext();

    /// <summary>The enumerator, which is the value itself.</summary>
    public readonly AvroEntries<T> GetEnumerator() => this;

    /// <summary>Disposes the map's enumerator.</summary>
    public readonly void Dispose() => _enumerator?.Dispose();
}
