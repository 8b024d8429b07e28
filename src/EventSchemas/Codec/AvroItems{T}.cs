using System.ComponentModel;

namespace EventSchemas;

/// <summary>The items of a list, in place.</summary>
/// <typeparam name="T">Their type.</typeparam>
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

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>An item.</summary>
    /// <param name="index">Its position, below <see cref="Count"/>.</param>
    public T this[int index] => _list is null ? _span[index] : _list[index];
}
