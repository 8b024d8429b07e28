using EventSchemas.Assemblies;
using EventSchemas.Contracts;
using Microsoft.Extensions.Configuration;

namespace EventSchemas.Tool;

/// <summary>Whether the configuration declares the feature flags that the code's events have, and no others.</summary>
static class FlagCheck
{
    private const string Name = "flags";
    private const string FlagsOfSchema = $"{AppSettings.SharedSection}:{AppSettings.SharedFlags}";

    public static Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        string[] declared =
        [
            .. context.Configuration.Root.GetSection(AppSettings.Section).GetChildren().Select(flag => flag.Key)
                .Concat(context.Configuration.Root.GetSection(FlagsOfSchema).GetChildren().Select(flag => flag["id"] ?? flag.Key))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal),
        ];
        KnownBuild build = context.Request.Build;
        return Task.FromResult(build.Manifests.Count == 0
            ? [OfSettings(declared)]
            : Judge(declared, build, context.Environment.Time.GetUtcNow().Date));
    }

    /// <summary>Compares the flags of the settings with those of the code.</summary>
    /// <param name="declared">The flags that the settings declare.</param>
    /// <param name="build">The code.</param>
    /// <param name="today">The day on which flags must still have time.</param>
    public static IReadOnlyList<CheckResult> Judge(IReadOnlyList<string> declared, KnownBuild build, DateTime today)
    {
        ManifestEvent[] events = [.. build.Contracts.SelectMany(contract => contract.Built).Where(one => one.FeatureFlag is not null)];
        CheckResult[] problems =
        [
            .. events.Where(one => build.IsProduced(one.EventType)).SelectMany(one => OfEvent(one, declared, build)),
            .. events.Where(one => Dates.IsPast(one.FlagRemoveBy, today)).Select(Overdue),
            .. Foreign([.. declared.Except(events.Select(one => one.FeatureFlag!), StringComparer.OrdinalIgnoreCase)]),
        ];
        return problems.Length > 0
            ? problems
            : [new CheckResult(Name, CheckState.Ok, $"The configuration declares {Counted.Of(declared.Count, "flag")}, as the code does.")];
    }

    private static CheckResult OfSettings(string[] declared) => declared.Length > 0
        ? new CheckResult(Name, CheckState.Ok, $"The configuration declares {string.Join(", ", declared)}.")
        : new CheckResult(Name, CheckState.Warning, $"The configuration declares no feature flags under {AppSettings.Section}.")
        {
            Advice = "Declare the flags of the service's events there. An event whose flag is missing isn't published, and a service "
                + "with its producer doesn't start.",
        };

    private static IEnumerable<CheckResult> OfEvent(ManifestEvent one, IReadOnlyList<string> declared, KnownBuild build)
    {
        if (!declared.Contains(one.FeatureFlag, StringComparer.OrdinalIgnoreCase))
        {
            string meant = NearestText.Meant(one.FeatureFlag!, declared) is { } near ? $" It declares {near}." : "";
            yield return new CheckResult(
                Name,
                build.HasAllProducers ? CheckState.Error : CheckState.Warning,
                $"The configuration doesn't declare the flag of {one.EventType}, so that a service with its producer doesn't start.{meant}")
            {
                Subject = one.FeatureFlag,
                Advice = $"Set {AppSettings.Section}:{one.FeatureFlag} to false, or to true where it is to be published.",
            };
        }
    }

    private static CheckResult Overdue(ManifestEvent one) => new(
        Name, CheckState.Warning, $"The flag of {one.EventType} was to be removed by {one.FlagRemoveBy}.")
    {
        Subject = one.FeatureFlag,
        Advice = "Replace FeatureFlag and FlagRemoveBy by StableBecause in its attribute, or write a later day there.",
    };

    // Together: a service can have many flags of its own.
    private static IEnumerable<CheckResult> Foreign(string[] flags) => flags.Length == 0 ? [] :
    [
        new CheckResult(Name, CheckState.Warning, $"No event of the code has {string.Join(", ", flags)}.")
        {
            Advice = "Remove the flags of events that are gone. Those of other features can stay.",
        },
    ];
}
