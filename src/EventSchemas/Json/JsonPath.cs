using System.Globalization;

namespace EventSchemas;

/// <summary>The way to the value that is being converted.</summary>
sealed class JsonPath
{
    private readonly List<(string? Name, int Index)> _segments = [];

    public void Enter(string name) => _segments.Add((name, 0));

    public void Enter(int index) => _segments.Add((null, index));

    // Not called when an exception passes, so that the path leads to its place.
    public void Leave() => _segments.RemoveAt(_segments.Count - 1);

    /// <summary>As in the codec's exceptions: dotted names, items by their index.</summary>
    public override string? ToString() => _segments.Count == 0
        ? null
        : string.Concat(_segments.Select(segment => segment.Name is { } name
            ? $".{name}"
            : string.Create(CultureInfo.InvariantCulture, $"[{segment.Index}]"))).TrimStart('.');
}
