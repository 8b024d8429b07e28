namespace EventSchemas;

/// <summary>Bounds on what bytes from outside can make a reader do.</summary>
static class CodecLimits
{
    /// <summary>Records, lists and maps nested in each other; deeper data is refused before the stack is in danger.</summary>
    public const int MaxDepth = 64;

    /// <summary>Items of a list whose items take no bytes at all, so that the data's length does not bound them.</summary>
    public const int MaxEmptyItems = 65_536;

    /// <summary>Items that a list or map is sized for before the first one has been read: counts come from the wire.</summary>
    public const int MaxPresizedItems = 1_024;
}
