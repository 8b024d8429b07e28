using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas;

/// <summary>What generated code gets at the items of lists and maps with, and collects them in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AvroItems
{
    /// <summary>The items of a list of any kind, in place where it is an array or a <see cref="List{T}"/>.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="items">The list.</param>
    public static AvroItems<T> Of<T>(IEnumerable<T> items) => items switch
    {
        T[] array => new AvroItems<T>(array),
        List<T> list => new AvroItems<T>(CollectionsMarshal.AsSpan(list)),
        IReadOnlyList<T> list => new AvroItems<T>(list),
        _ => new AvroItems<T>((T[])[.. items]),
    };

    /// <summary>
    /// The entries of a map of any kind, to be enumerated without allocation where it is a <see cref="Dictionary{TKey, TValue}"/>.
    /// </summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="map">The map.</param>
    public static AvroEntries<T> OfMap<T>(IEnumerable<KeyValuePair<string, T>> map) => new(map);

    /// <summary>Makes room for the items of a block; the number is capped, since it comes from the wire.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="items">The list.</param>
    /// <param name="count">How many items the block claims.</param>
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

    /// <summary>Makes room for the items of a block; the number is capped, since it comes from the wire.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="items">The items so far, with the room that is left.</param>
    /// <param name="length">How many there are so far.</param>
    /// <param name="count">How many items the block claims.</param>
    public static void MakeRoom<T>(ref T[] items, int length, int count) => Array.Resize(ref items, length + AvroReader.Capacity(count));

    /// <summary>Adds an item.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="items">The items so far, with the room that is left.</param>
    /// <param name="length">How many there are so far.</param>
    /// <param name="item">The item.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(ref T[] items, ref int length, T item)
    {
        T[] array = items;
        if ((uint)length >= (uint)array.Length)
        {
            array = items = Larger(array);
        }

        array[length++] = item;
    }

    /// <summary>The items without room that is left.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="items">The items with the room.</param>
    /// <param name="length">How many there are.</param>
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
    private static T[] Larger<T>(T[] items)
    {
        Array.Resize(ref items, (int)Math.Min(Array.MaxLength, 2L * items.Length));
        return items;
    }
}
