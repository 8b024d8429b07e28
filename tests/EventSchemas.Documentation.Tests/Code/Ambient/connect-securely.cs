public sealed record PlatformToken(string Text, DateTimeOffset ExpiresAt);

public interface IPlatformIdentity
{
    Task<PlatformToken> GetTokenAsync(string audience, CancellationToken cancellationToken);
}
