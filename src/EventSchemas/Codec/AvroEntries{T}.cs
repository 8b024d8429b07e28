using System.ComponentModel;

namespace EventSchemas;

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

    /// <summary>The entry at which the enumeration stands.</summary>
    public readonly KeyValuePair<string, T> Current => _enumerator is null ? _dictionary.Current : _enumerator.Current;

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _enumerator is null ? _dictionary.MoveNext() : _enumerator.MoveNext();

    /// <summary>The enumeration.</summary>
    public readonly AvroEntries<T> GetEnumerator() => this;

    /// <summary>Ends the enumeration.</summary>
    public readonly void Dispose() => _enumerator?.Dispose();
}
