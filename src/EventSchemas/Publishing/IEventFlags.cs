namespace EventSchemas;

/// <summary>
/// Tells whether a feature flag is on. A producer asks before it serializes an event. Implementations are safe for concurrent use.
/// </summary>
public interface IEventFlags
{
    /// <summary>Whether the flag is on now.</summary>
    /// <param name="flag">The flag's name.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    ValueTask<bool> IsEnabledAsync(string flag, CancellationToken cancellationToken = default);

    /// <summary>Whether any configuration declares the flag. An undeclared flag would stay off without anybody noticing.</summary>
    /// <param name="flag">The flag's name.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    ValueTask<bool> IsDeclaredAsync(string flag, CancellationToken cancellationToken = default);
}
