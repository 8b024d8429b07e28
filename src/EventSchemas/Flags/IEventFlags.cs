namespace EventSchemas;

/// <summary>
/// Answers whether a feature flag is on. A producer asks before it serializes anything. Implementations are safe for
/// concurrent use.
/// </summary>
public interface IEventFlags
{
    /// <summary>Whether the flag is on now.</summary>
    /// <param name="flag">The flag's name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<bool> IsEnabledAsync(string flag, CancellationToken cancellationToken = default);

    /// <summary>Whether any configuration declares the flag: an undeclared one would be off for ever, silently.</summary>
    /// <param name="flag">The flag's name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<bool> IsDeclaredAsync(string flag, CancellationToken cancellationToken = default);
}
