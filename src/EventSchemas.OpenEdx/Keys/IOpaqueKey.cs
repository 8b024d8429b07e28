namespace EventSchemas.OpenEdx;

/// <summary>What every key is to the code that all of them share.</summary>
/// <typeparam name="TKey">The key.</typeparam>
interface IOpaqueKey<TKey>
    where TKey : struct, IOpaqueKey<TKey>
{
    /// <summary>The forms that its text may have.</summary>
    static abstract KeyKind Kind { get; }

    /// <summary>The key of a text that has one of the forms.</summary>
    static abstract TKey Of(string text);
}
