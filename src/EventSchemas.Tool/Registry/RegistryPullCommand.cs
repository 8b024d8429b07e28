using System.CommandLine;
using System.Globalization;
using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary><c>registry pull</c>: adds versions that were registered and never shipped to the shipped versions.</summary>
static class RegistryPullCommand
{
    public static Command Create(ToolEnvironment environment) => RegistryRun.Command(
        "pull",
        "Add versions that were registered and never shipped to the shipped versions, as shipping does.",
        environment,
        (run, result, cancellationToken) => RunAsync(environment, run, result, cancellationToken),
        CommonOptions.DryRun,
        CommonOptions.Yes);

    private static async Task<int> RunAsync(
        ToolEnvironment environment, RegistryRun run, ParseResult result, CancellationToken cancellationToken)
    {
        bool json = result.GetValue(CommonOptions.Json);
        SubjectState[] values = [.. run.States.Where(state => !state.Declared.IsKey)];
        SubjectState[] states = [.. values.Where(state => state.Declared.Folder is not null)];
        if (states.Length == 0 && values.Length > 0)
        {
            throw new ToolException(
                $"Versions become contract files, and no folder has those of the events: give it by {KnownBuild.ContractsOption.Name}.",
                ExitCode.Usage);
        }

        PulledVersion[] versions = [.. states.SelectMany(Of)];
        string[] left =
        [
            .. values.Except(states)
                .Where(state => state.Registered.Any(version => version.Local is null))
                .Select(state => state.Declared.Name),
        ];
        string[] accepted = [.. states.SelectMany(AcceptedOf)];
        PullStep[] steps =
            [.. versions.Select(one => new PullStep(one.Subject, one.Version.Contract.EventType, one.Registered, one.Version.Number))];
        bool isApplied = !result.GetValue(CommonOptions.DryRun) && versions.Length > 0;
        if (!json)
        {
            Show(environment, versions, left, accepted);
        }

        if (isApplied)
        {
            await environment.ConfirmAsync(
                $"Ship {Counted.Of(versions.Length, "version")}? A shipped version is never edited again.",
                result.GetValue(CommonOptions.Yes),
                json ? new PullReport(IsApplied: false, steps, [], left, accepted) : null,
                cancellationToken).ConfigureAwait(false);
        }

        List<string> written = [];
        foreach (PulledVersion version in isApplied ? versions : [])
        {
            IReadOnlyList<string> files = version.Version.Ship(version.Folder);
            written.AddRange(files);
            if (!json)
            {
                environment.WriteText($"Wrote {string.Join(" and ", files)}: commit them.");
            }
        }

        if (json)
        {
            environment.WriteJson(new PullReport(isApplied, steps, written, left, accepted));
        }

        return ExitCode.Success;
    }

    private static IEnumerable<PulledVersion> Of(SubjectState state)
    {
        ComparedVersion[] readable = [.. state.Registered.Where(one => one.Schema is not null)];
        ContractVersion[] registered = [.. readable.Select(one => ContractVersion.Published(one.Registered.Version, one.Schema!))];
        ContractHistory history = state.Declared.History;

        // What is accepted goes into the shipped versions when it is shipped, and not as a version of somebody else.
        IEnumerable<ContractVersion> foreign = registered.Where((_, index) => readable[index].Local?.Stage != ContractStage.Accepted);
        return PublishedVersion.Of(history, state.Declared.Candidate.ToContractFile(), [.. foreign]).Select(version => new PulledVersion(
            state.Declared.Name,
            readable.First(one => one.Schema!.Equals(version.Schema)).Registered.Version,
            version,
            state.Declared.Folder!));
    }

    // It is somebody's already, and only shipping it says what it promises.
    private static IEnumerable<string> AcceptedOf(SubjectState state) => state.Registered
        .Where(one => one.Local is { Stage: ContractStage.Accepted })
        .Select(one => string.Create(CultureInfo.InvariantCulture, $"Version {one.Registered.Version} of {state.Declared.Name}"));

    private static void Show(ToolEnvironment environment, PulledVersion[] versions, string[] left, string[] accepted)
    {
        foreach (string subject in left)
        {
            environment.WriteText(
                $"{subject} has versions that were never shipped, and no contract files here: pull them where those are.");
        }

        foreach (string version in accepted)
        {
            environment.WriteText($"{version} is the accepted contract, which was never shipped: ship it by eventschemas ship.");
        }

        if (versions.Length == 0)
        {
            environment.WriteText(accepted.Length == 0 ? "Every registered version was shipped: nothing to pull." : "Nothing to pull.");
            return;
        }

        environment.WriteEntries(
        [
            .. versions.Select(version => new ListEntry(
                "ship",
                "green",
                $"{version.Subject}: version {version.Registered}",
                [$"becomes shipped version {version.Version.Number} of {version.Version.Contract.EventType}"])),
        ]);
    }

    private sealed record PulledVersion(string Subject, int Registered, PublishedVersion Version, ContractFolder Folder);
}

/// <summary>A pull as JSON. Immutable.</summary>
/// <param name="IsApplied">Whether the files were written.</param>
/// <param name="Steps">The versions.</param>
/// <param name="Written">The files that were written.</param>
/// <param name="Left">The subjects with versions that can't be pulled, since only a manifest has their events.</param>
/// <param name="Accepted">The versions that are accepted contracts, which aren't pulled but shipped.</param>
sealed record PullReport(
    bool IsApplied,
    IReadOnlyList<PullStep> Steps,
    IReadOnlyList<string> Written,
    IReadOnlyList<string> Left,
    IReadOnlyList<string> Accepted);

/// <summary>A version that becomes a shipped one. Immutable.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="EventType">The event.</param>
/// <param name="Version">Its number in the registry.</param>
/// <param name="Shipped">Its number among the shipped versions.</param>
sealed record PullStep(string Subject, string EventType, int Version, int Shipped);
