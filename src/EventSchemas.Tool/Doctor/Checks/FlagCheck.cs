using Microsoft.Extensions.Configuration;

namespace EventSchemas.Tool;

/// <summary>Whether the configuration declares feature flags, and which are declared.</summary>
static class FlagCheck
{
    private const string Name = "flags";
    private const string Section = "FeatureManagement";
    private const string FlagsOfSchema = "feature_management:feature_flags";

    public static Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        string[] flags =
        [
            .. context.Configuration.Root.GetSection(Section).GetChildren().Select(flag => flag.Key)
                .Concat(context.Configuration.Root.GetSection(FlagsOfSchema).GetChildren().Select(flag => flag["id"] ?? flag.Key))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        IReadOnlyList<CheckResult> results = [flags.Length > 0
            ? new CheckResult(Name, CheckState.Ok, $"The configuration declares {string.Join(", ", flags)}.")
            : new CheckResult(Name, CheckState.Warning, $"The configuration declares no feature flags under {Section}.")
            {
                Advice = "Declare the flags of the service's events there. An event whose flag is missing isn't published, and a service "
                    + "with its producer doesn't start.",
            }];
        return Task.FromResult(results);
    }
}
