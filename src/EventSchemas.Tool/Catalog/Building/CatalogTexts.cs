namespace EventSchemas.Tool;

/// <summary>Texts that are in the catalogue once, and named by their index.</summary>
sealed class CatalogTexts
{
    private readonly List<string> _all = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>The texts.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>The index of a text.</summary>
    public int IndexOf(string text)
    {
        if (!_indices.TryGetValue(text, out int index))
        {
            index = _all.Count;
            _indices.Add(text, index);
            _all.Add(text);
        }

        return index;
    }
}
