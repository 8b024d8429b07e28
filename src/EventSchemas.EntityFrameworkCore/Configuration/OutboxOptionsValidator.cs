using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Checks the settings of the outbox. Every message names the setting in full.</summary>
sealed class OutboxOptionsValidator(EventBusRegistrations registrations) : IValidateOptions<OutboxOptions>
{
    public const string Section = "Outbox";

    private const int MaxBuckets = 1024;

    public ValidateOptionsResult Validate(string? name, OutboxOptions options)
    {
        string[] errors = [.. Counts(options), .. Times(options)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Counts(OutboxOptions options)
    {
        (string Name, int Value)[] counts =
        [
            (nameof(options.Buckets), options.Buckets), (nameof(options.MaxWaiting), options.MaxWaiting),
            (nameof(options.MaxEventBytes), options.MaxEventBytes), (nameof(options.MaxAttempts), options.MaxAttempts),
            (nameof(options.BatchSize), options.BatchSize),
        ];
        foreach ((string count, int value) in counts.Where(count => count.Value < 1))
        {
            yield return $"{Path(count)} is {value}: give 1 or more.";
        }

        if (options.Buckets > MaxBuckets)
        {
            yield return $"{Path(nameof(options.Buckets))} is {options.Buckets}: give {MaxBuckets} at most.";
        }
    }

    private IEnumerable<string> Times(OutboxOptions options)
    {
        (string Name, TimeSpan Value)[] times =
        [
            (nameof(options.PollInterval), options.PollInterval), (nameof(options.Lease), options.Lease),
            (nameof(options.CheckInterval), options.CheckInterval), (nameof(options.StalledAfter), options.StalledAfter),
            (nameof(options.CleanupInterval), options.CleanupInterval), (nameof(options.KeepProcessed), options.KeepProcessed),
        ];
        foreach ((string time, TimeSpan value) in times.Where(time => time.Value <= TimeSpan.Zero))
        {
            yield return $"{Path(time)} is {value}: give a time above zero, for example 00:00:10.";
        }

        if (options.KeepSent < TimeSpan.Zero)
        {
            yield return $"{Path(nameof(options.KeepSent))} is {options.KeepSent}: give zero or more.";
        }

        if (options.LongestDowntime > options.KeepProcessed)
        {
            yield return $"{Path(nameof(options.KeepProcessed))} is {options.KeepProcessed}, below "
                + $"{Path(nameof(options.LongestDowntime))}, which is {options.LongestDowntime}: a handler could get an event again that "
                + "it has handled before the service was down.";
        }
    }

    private string Path(string key) => registrations.PathOf($"{Section}:{key}");
}
