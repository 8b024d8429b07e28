using System.Collections.ObjectModel;

namespace EventSchemas.Kafka;

/// <summary>
/// Supplies the tokens of the SASL mechanism OAUTHBEARER, for example those of AWS MSK IAM or Microsoft Entra. Register an implementation
/// with the application's services; all clients use it. Safe for concurrent use.
/// </summary>
public interface IKafkaTokenProvider
{
    /// <summary>Gets a token. It is called at start and before the last one expires.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    ValueTask<KafkaToken> GetTokenAsync(CancellationToken cancellationToken);
}

/// <summary>A token for Kafka. Its text never shows the token itself. Immutable.</summary>
/// <param name="Value">The token.</param>
/// <param name="ExpiresAt">Until when it is valid.</param>
/// <param name="Principal">Whom it was issued to.</param>
public sealed record KafkaToken(string Value, DateTimeOffset ExpiresAt, string Principal)
{
    /// <summary>
    /// The SASL extensions that brokers get with the token (RFC 7628, section 3.1), for example <c>logicalCluster</c> and
    /// <c>identityPoolId</c> of Confluent Cloud. None by default.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Principal and expiry.</summary>
    public override string ToString() => FormattableString.Invariant($"Token of {Principal}, valid until {ExpiresAt:u}");
}
