namespace EventSchemas.Tool;

/// <summary>Why a schema can't be imported.</summary>
/// <param name="Origin">Where the schema is from.</param>
/// <param name="Path">The place in the schema, as names with dots between them; empty for the whole.</param>
/// <param name="Reason">What no record can express there.</param>
sealed record ImportRefusal(string Origin, string Path, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? $"{Origin}: {Reason}" : $"{Origin}: {Path}: {Reason}";
}
