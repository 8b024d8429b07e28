using System.CommandLine;
using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary><c>check</c>: the compiler's verdict on events, without the compiler.</summary>
static class CheckCommand
{
    private const string Schemas = "schemas";
    private const string Shipped = "shipped";
    private const string Registry = "registry";
    private const string GitPrefix = "git:";

    // As EventSchemas.targets asks for a build in CI.
    private static readonly string[] CIVariables = ["ContinuousIntegrationBuild", "CI", "GITHUB_ACTIONS", "TF_BUILD"];

    public static Command Create(ToolEnvironment environment)
    {
        var against = new Option<string>("--against")
        {
            Description = "What the events are checked against: schemas (the contract files, as the compiler does), shipped (shipped "
                + "versions only), git:<ref> (the contract files of a commit), or registry (the contract files and what a registry has).",
            DefaultValueFactory = _ => Schemas,
            HelpName = "schemas|shipped|git:<ref>|registry",
        };
        against.CompletionSources.Add(Schemas, Shipped, Registry, GitPrefix);
        var format = new Option<string>("--format")
        {
            Description = "How the findings are written.",
            DefaultValueFactory = _ => CheckFormats.Text,
        };
        format.AcceptOnlyFromAmong(CheckFormats.Names);
        var ci = new Option<bool?>("--ci")
        {
            Description = "Check as strictly as a build in CI: nothing passes that wasn't accepted. Default: where CI, GITHUB_ACTIONS or "
                + "TF_BUILD is true.",
        };
        var registry = new Option<string?>("--registry")
        {
            Description = "The registry of --against registry. Default: the project's EventSchemasRegistry.",
            HelpName = "url",
        };
        var contracts = new ContractArguments();
        var command = new Command(
            "check",
            "Check events against their contracts: the compiler's verdict, without an editor. Ends with 1 where it finds something.");
        contracts.AddTo(command);
        foreach (Option option in new Option[] { against, registry, CommonOptions.Timeout, format, ci })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(CommonOptions.Json) && result.GetResult(format) is { Implicit: false }
                && result.GetValue(format) != CheckFormats.Json)
            {
                result.AddError($"{CommonOptions.Json.Name} and {format.Name} name two formats: give one of them.");
            }
        });
        command.SetAction((result, cancellationToken) => RunAsync(
            environment,
            contracts.Of(result),
            result.GetValue(against)!,
            assembly => RegistryOf(assembly, result.GetValue(registry)) with { Timeout = CommonOptions.TimeoutOf(result) },
            result.GetValue(CommonOptions.Json) ? CheckFormats.Json : result.GetValue(format)!,
            result.GetValue(ci) ?? CIVariables.Any(name => IsTrue(environment, name)),
            cancellationToken));
        return command;
    }

    private static bool IsTrue(ToolEnvironment environment, string variable) =>
        string.Equals(environment.Variables.GetValueOrDefault(variable), "true", StringComparison.OrdinalIgnoreCase);

    private static async Task<int> RunAsync(
        ToolEnvironment environment,
        ContractSelection selection,
        string against,
        Func<ContractAssembly, RegistrySource> registryOf,
        string format,
        bool isCI,
        CancellationToken cancellationToken)
    {
        ContractBaseline baseline = BaselineOf(against);
        IReadOnlyList<ContractAssembly> assemblies =
            await ContractInputs.FindAsync(environment, selection, cancellationToken).ConfigureAwait(false);
        string root = RepositoryFolder.Of(environment.CurrentDirectory);
        var read = new List<CheckedAssembly>();
        var findings = new List<CheckFinding>();
        string? unavailable = null;
        foreach (ContractAssembly assembly in assemblies)
        {
            ContractProject project = assembly.Read(environment.Time, DiskStore.Instance);
            read.Add(new CheckedAssembly(assembly.Name, [.. project.Contracts.Select(contract => contract.EventType)]));
            var options = new ContractCheckOptions
            {
                IsCI = isCI,
                HasAdvice = true,
                Baseline = baseline,
                Earlier = baseline == ContractBaseline.Commit
                    ? await EarlierAsync(against[GitPrefix.Length..], assembly.ContractFolder, cancellationToken).ConfigureAwait(false)
                    : null,
            };
            RegistrySource source = baseline == ContractBaseline.Registry ? registryOf(assembly) : new RegistrySource("", "", "");
            await ToolProgress.ShowAsync(environment, $"Checking {assembly.Name}", _ => Task.Run(
                () =>
                {
                    var check = new ContractCheck(
                        project,
                        options,
                        RegisteredIfAvailable,
                        outcome => findings.Add(CheckFinding.Of(assembly.Name, root, outcome)));
                    check.Run(cancellationToken);
                    return true;
                },
                cancellationToken)).ConfigureAwait(false);
            findings.AddRange(UnusedAcceptances(assembly, project));

            // Without the registry, the events are still checked against their files.
            IReadOnlyList<ContractVersion> RegisteredIfAvailable(ContractCandidate candidate)
            {
                try
                {
                    return unavailable is null ? source.VersionsOf(candidate, cancellationToken) : [];
                }
                catch (RegistryUnavailableException e)
                {
                    unavailable = e.MessageFor("check");
                    return [];
                }
            }
        }

        var report = new CheckReport(read, findings);
        CheckFormats.Write(environment, format, report);
        return unavailable is not null ? throw new ToolException(unavailable, ExitCode.Unavailable)
            : findings.Count == 0 ? ExitCode.Success : ExitCode.Findings;
    }

    // A name that stays in the project file would accept the event's next break too.
    private static IEnumerable<CheckFinding> UnusedAcceptances(ContractAssembly assembly, ContractProject project) =>
        assembly.AcceptedBreaks
            .Where(eventType => !ContractAcceptance.HasSomethingToAccept(project, eventType))
            .Select(eventType => new CheckFinding(
                assembly.Name,
                Rule: null,
                RuleSeverity.Warning,
                eventType,
                File: null,
                Line: null,
                $"EventSchemasAcceptBreaks names '{eventType}', and there is nothing to accept for it: remove it, or it would accept the "
                + "next break unseen."));

    private static async Task<ContractFolder> EarlierAsync(string reference, string folder, CancellationToken cancellationToken)
    {
        string existing = folder;
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        GitCommit commit = await GitCommit.FindAsync(reference, existing, cancellationToken).ConfigureAwait(false);
        return new ContractFolder(folder, await commit.FilesBelowAsync(folder, cancellationToken).ConfigureAwait(false));
    }

    private static RegistrySource RegistryOf(ContractAssembly assembly, string? registry)
    {
        RegistrySource source = registry is null ? assembly.Registry : assembly.Registry with { Address = registry };
        return source.Address.Length > 0
            ? source
            : throw new ToolException(
                $"No registry is known for {assembly.Name}: give --registry <url>, or set EventSchemasRegistry in the project.",
                ExitCode.Usage);
    }

    private static ContractBaseline BaselineOf(string against) => against switch
    {
        Schemas => ContractBaseline.Contracts,
        Shipped => ContractBaseline.Shipped,
        Registry => ContractBaseline.Registry,
        _ when against.StartsWith(GitPrefix, StringComparison.Ordinal) && against.Length > GitPrefix.Length => ContractBaseline.Commit,
        _ => throw new ToolException(
            $"--against is '{against}', but must be {Schemas}, {Shipped}, {GitPrefix}<ref> or {Registry}.", ExitCode.Usage),
    };
}
