using System.Globalization;
using EventSchemas.Assemblies;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>Whether the settings fit what the code registers, as the manifest of its build says it.</summary>
static class BuildCheck
{
    private const string Name = "build";

    public static Task<IReadOnlyList<CheckResult>> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        KnownBuild build = context.Request.Build;
        if (build.Manifests.Count == 0)
        {
            throw new PreconditionException(
                $"No manifest of a build is known: build the project, or name the manifest by {KnownBuild.ManifestOption.Name}.");
        }

        return Task.FromResult<IReadOnlyList<CheckResult>>(
            [.. build.Manifests.Select(Describe), .. Judge(build, context.Options, context.Configuration.Bus.Path)]);
    }

    /// <summary>Compares settings with code, in both directions.</summary>
    /// <param name="build">The code.</param>
    /// <param name="options">The settings.</param>
    /// <param name="section">The section that has them.</param>
    public static IEnumerable<CheckResult> Judge(KnownBuild build, EventBusOptions options, string section) =>
    [
        .. options.Producers.Keys.Where(eventType => !build.IsRegistered(eventType)).Select(eventType => Unknown(
            $"{section}:Producers:{eventType}",
            "No code publishes or handles this event.",
            eventType,
            build.RegisteredEvents,
            build.HasAllProducers && build.HasAllEvents)),
        .. options.Groups.Keys.Except(build.Groups).Select(group => Unknown(
            $"{section}:Groups:{group}", "No code has this consumer group.", group, build.Groups, build.HasAllHandlers)),
        .. from @group in options.Groups
           where build.Groups.Contains(@group.Key)
           from handler in @group.Value.Handlers.Keys.Except(build.HandlersOf(@group.Key))
           select Unknown(
               $"{section}:Groups:{@group.Key}:Handlers:{handler}",
               "The group has no such handler in the code.",
               handler,
               build.HandlersOf(@group.Key),
               build.HasAllHandlers),
        .. build.Producers.Select(one => one.EventType).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(build.Find)
            .OfType<KnownContract>()
            .Where(contract => ContractTopics.Find(contract, options).Count == 0)
            .Select(contract => WithoutTopic($"{section}:Producers:{contract.EventType}:Topics", "The code publishes this event")),
        .. build.Groups
            .Where(group => options.Groups.GetValueOrDefault(group) is not { Topics.Count: > 0 } && HasNoTopic(group, build, options))
            .Select(group => WithoutTopic($"{section}:Groups:{group}:Topics", "The code has this group")),
    ];

    private static CheckResult Describe(BuiltManifest one)
    {
        EventManifest manifest = one.Manifest;
        string built = manifest.BuildDate.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        return new CheckResult(
            Name,
            CheckState.Ok,
            $"{manifest.Service}, built {built}: {Counted.Of(manifest.Events.Count, "event")}, "
            + $"{Counted.Of(manifest.Producers.Count, "producer")}, {Counted.Of(manifest.Handlers.Count, "handler")}.")
        {
            Subject = Path.GetFileName(one.Path),
        };
    }

    private static CheckResult Unknown(
        string setting, string problem, string name, IReadOnlyCollection<string> known, bool isCertain) => new(
        Name, isCertain ? CheckState.Error : CheckState.Warning, known.Count > 0 ? $"{problem} {KnownBuild.Meant(name, known)}" : problem)
    {
        Subject = setting,
        Advice = isCertain
            ? "Correct the name, or remove the setting: the service doesn't start with it."
            : "See whether the code has it by another way than a constant; otherwise correct the name.",
    };

    private static CheckResult WithoutTopic(string setting, string what) => new(
        Name, CheckState.Error, $"{what}, and nothing names its topics, so that the service doesn't start.")
    {
        Subject = setting,
        Advice = "Set it to the topics, without the prefix.",
    };

    // What isn't known of an event is no reason to say that it has none.
    private static bool HasNoTopic(string group, KnownBuild build, EventBusOptions options)
    {
        ManifestHandler[] handlers = [.. build.Handlers.Where(one => one.Group == group)];
        return handlers.All(one => one.Kind == HandlerKind.Any) || handlers
            .Select(one => build.Find(one.EventType))
            .OfType<KnownContract>()
            .Any(contract => ContractTopics.Find(contract, options).Count == 0);
    }
}
