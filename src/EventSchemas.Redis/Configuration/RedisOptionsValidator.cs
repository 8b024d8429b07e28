using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Redis;

/// <summary>
/// Checks the options of Redis. They are checked as part of <see cref="EventBusOptions"/>, so that one exception at start names everything
/// that is wrong.
/// </summary>
sealed class RedisOptionsValidator(IOptions<RedisOptions> redis, EventBusRegistrations registrations) : IValidateOptions<EventBusOptions>
{
    private const int MaxReadCount = 10_000;

    public ValidateOptionsResult Validate(string? name, EventBusOptions options)
    {
        string[] errors = [.. Server(redis.Value), .. Streams(redis.Value), .. Consumers(redis.Value)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Server(RedisOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Url))
        {
            yield return $"{Path(nameof(options.Url))} is missing: give the server's URL, for example redis://redis:6379/0, with the same "
                + "database as the other services.";
            yield break;
        }

        string? problem = null;
        try
        {
            RedisUrl url = RedisUrl.Parse(options.Url);
            problem = options.SentinelService is not null && url.IsSocket ? "a sentinel has a host" : null;
        }
        catch (FormatException e)
        {
            problem = e.Message;
        }

        // Without the value, which has the password.
        if (problem is not null)
        {
            yield return $"{Path(nameof(options.Url))} can't be read: {problem}.";
        }

        foreach (string endpoint in options.Endpoints.Where(endpoint => !HasPort(endpoint)))
        {
            yield return $"{Path(nameof(options.Endpoints))} has '{endpoint}': give host and port, for example redis-2:6379.";
        }

        (string Setting, TimeSpan Time)[] times =
        [
            (nameof(options.CommandTimeout), options.CommandTimeout),
            (nameof(options.ConnectTimeout), options.ConnectTimeout),
            (nameof(options.MaxPollDelay), options.MaxPollDelay),
            (nameof(options.ClaimAfter), options.ClaimAfter),
            (nameof(options.ForgetConsumersAfter), options.ForgetConsumersAfter),
        ];
        foreach ((string setting, TimeSpan time) in times.Where(one => one.Time <= TimeSpan.Zero))
        {
            yield return $"{Path(setting)} is {time}: give a time above zero, for example 00:00:05.";
        }
    }

    private static bool HasPort(string endpoint) =>
        endpoint.LastIndexOf(':') is > 0 and var colon
        && ushort.TryParse(endpoint[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private IEnumerable<string> Streams(RedisOptions options)
    {
        if (options.StreamMaxLength < 1)
        {
            yield return $"{Path(nameof(options.StreamMaxLength))} is {options.StreamMaxLength}: give 1 or more, and not less than the "
                + "other services, for example 10000.";
        }

        if (options.SourceLibrary is { } library && !MetadataText.IsLibrary(library))
        {
            yield return $"{Path(nameof(options.SourceLibrary))} is '{library}': give integers with dots between them, for example 11.2.0. "
                + "Python services drop events with any other text.";
        }

        if (options.LagWarning is not (> 0 and <= 1))
        {
            yield return $"{Path(nameof(options.LagWarning))} is {options.LagWarning}: give a share above 0 and up to 1, for example 0.5.";
        }
    }

    private IEnumerable<string> Consumers(RedisOptions options)
    {
        if (options.ReadCount is < 1 or > MaxReadCount)
        {
            yield return $"{Path(nameof(options.ReadCount))} is {options.ReadCount}: give 1 to {MaxReadCount}.";
        }

        if (options.MaxDeliveries < 1)
        {
            yield return $"{Path(nameof(options.MaxDeliveries))} is {options.MaxDeliveries}: give 1 or more.";
        }

        if (options.ConsumerName is { } name && string.IsNullOrWhiteSpace(name))
        {
            yield return $"{Path(nameof(options.ConsumerName))} is empty: give a name, or leave it out for the host's name.";
        }
    }

    private string Path(string key) => registrations.PathOf($"Redis:{key}");
}
