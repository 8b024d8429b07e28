namespace EventSchemas;

/// <summary>
/// An older version of an event, for transports whose messages name no schema: what was written with it is read with it. Immutable.
/// </summary>
/// <param name="Schema">Its Avro schema, as JSON.</param>
public sealed record EventVersion(string Schema)
{
    /// <summary>
    /// The first version of the writers' event library that has a newer one, as dotted integers, for example <c>10.0.0</c>;
    /// <see langword="null"/> where it isn't known. Where entries name their library, it decides which version is tried first.
    /// </summary>
    public string? LibraryBelow { get; init; }
}
