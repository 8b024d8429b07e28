using System.ComponentModel;

namespace EventSchemas;

/// <summary>The items of a list, enumerated in place.</summary>
/// <typeparam name="T">Their type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct AvroItems<T>
{
    private readonly ReadOnlySpan<T> _span;
    private readonly IEnumerator<T>? _enumerator;
    private int _index = -1;

    internal AvroItems(ReadOnlySpan<T> span)
    {
        _span = span;
    }

    internal AvroItems(IEnumerable<T> items)
    {
        _enumerator = items.GetEnumerator();
    }

    /// <summary>The item at which the enumeration stands.</summary>
    public readonly T Current => _enumerator is null ? _span[_index] : _enumerator.Current;

    /// <summary>Goes to the next item.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext() => _enumerator is null ? ++_index < _span.Length : _enumerator.MoveNext();

    /// <summary>The enumeration.</summary>
    public readonly AvroItems<T> GetEnumerator() => this;

    /// <summary>Ends the enumeration.</summary>
    public readonly void Dispose() => _enumerator?.Dispose();
}
