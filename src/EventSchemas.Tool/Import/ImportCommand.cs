using System.CommandLine;
using EventSchemas.Contracts;
using EventSchemas.Declarations;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary><c>eventschemas import</c>: records for schemas that exist.</summary>
static class ImportCommand
{
    private const string Mirror = "mirror";
    private const string OwnerRole = "owner";
    private const string DefaultNamespace = "Events";

    private static readonly Conventions[] Choices = [Conventions.OpenEdx, Conventions.CloudEvents];

    private static Argument<string> Source { get; } = new("source")
    {
        Description = "An .avsc file, a folder of them, a subject of the registry of --registry, or openedx for the events of Open edX.",
    };

    private static Option<string?> Registry { get; } = new("--registry")
    {
        Description = "The schema registry that has the subject; its address may have a user and a password.",
        HelpName = "url",
    };

    private static Option<string?> Attribute { get; } = OneOf(
        "--attribute",
        "The attribute of the records. Default: the one whose conventions the schema follows.",
        [.. Choices.Select(one => one.Attribute)]);

    private static Option<string?> Namespace { get; } = Text("--namespace", "The namespace in C#. Default: that of the project.");

    private static Option<string?> EventType { get; } = Text(
        "--event-type", "The event type, or with openedx which event. Default: an Open edX schema's namespace, another's full name.");

    private static Option<string?> Name { get; } = Text("--name", "The name of the event's record.");

    private static Option<string?> Topic { get; } = Text("--topic", "The topic.");

    private static Option<string?> Key { get; } = Text("--key", "The member that is the message's key, as Order.Number or order.number.");

    private static Option<string?> Flag { get; } = Text("--flag", "The feature flag. Default: the record's name and Event.");

    private static Option<string?> Owner { get; } = Text("--owner", "The team that owns the event.");

    private static Option<string?> Role { get; } = OneOf(
        "--role", "Whether another team owns the event (mirror, the default), or this project does (owner).", [Mirror, OwnerRole]);

    private static Option<string?> Output { get; } = Text("--output", "The folder of the C# files. Default: the current one.");

    private static Option<string?> Schemas { get; } = Text(
        "--schemas", "The folder of the contract files. Default: that of the project, or schemas.");

    private static Option<bool> Force { get; } = new("--force") { Description = "Replace files that exist." };

    /// <summary>The command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("import", "Write records that generate the schemas which exist already.")
        {
            Source, Registry, CommonOptions.Timeout, Attribute, Namespace, EventType, Name, Topic, Key, Flag, Owner, Role, Output, Schemas,
            Force, CommonOptions.DryRun,
        };
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        CheckNames(result);
        string output = environment.PathOf(result.GetValue(Output) ?? "");
        IReadOnlyList<SourceSchema> sources = await SourcesAsync(environment, result, cancellationToken).ConfigureAwait(false);
        OnlyForOne(result, sources.Count);
        ProjectFile? project = ProjectFile.Around(output);
        EvaluatedProject? evaluated = project is null
            ? null
            : await EvaluatedProject.ReadAsync(environment, project.Path, cancellationToken).ConfigureAwait(false);
        string schemas = result.GetValue(Schemas) is { } folder
            ? environment.PathOf(folder)
            : evaluated?.ContractFolder ?? Path.Combine(output, FolderSettings.DefaultContractFolder);
        SourceSettings settings = evaluated?.SettingsOf(Transports.Kafka) ?? SourceSettings.Default;
        var import = new SchemaImport();
        foreach (SourceSchema source in sources)
        {
            import.Add(source.Origin, source.Schema, SettingsOf(result, project, source) with
            {
                ProjectNaming = settings.Naming.FieldNaming ?? FieldNaming.AsWritten,
            });
        }

        IReadOnlyDictionary<string, string> files = import.Files();
        ImportTrialResult trial = import.Refusals.Count > 0
            ? new ImportTrialResult([], import.Refusals)
            : await ToolProgress.ShowAsync(environment, "Compiling", _ => Task.Run(
                () => ImportTrial.Of(import.Events, files, settings, cancellationToken), cancellationToken)).ConfigureAwait(false);
        Dictionary<string, string> plan = new(
            files.Select(file => KeyValuePair.Create(Path.Combine(output, file.Key), file.Value)).Concat(ContractsOf(trial, schemas)),
            StringComparer.Ordinal);
        if (trial.Refusals.Count == 0 && !result.GetValue(CommonOptions.DryRun))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(plan, result.GetValue(Force));
        }

        Report(environment, result, [.. plan.Keys], trial, import.Events);
        return trial.Refusals.Count > 0 ? ExitCode.Findings : ExitCode.Success;
    }

    private static async Task<IReadOnlyList<SourceSchema>> SourcesAsync(
        ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string source = result.GetRequiredValue(Source);
        if (result.GetValue(Registry) is { } registry)
        {
            TimeSpan timeout = CommonOptions.TimeoutOf(result);
            return
            [
                await ToolProgress
                    .ShowAsync(
                        environment,
                        "Reading the registry",
                        _ => SchemaSource.OfRegistryAsync(registry, source, timeout, cancellationToken))
                    .ConfigureAwait(false),
            ];
        }

        return source == SchemaSource.OpenEdx
            ? SchemaSource.OfOpenEdx(result.GetValue(EventType))
            : await SchemaSource.OfPathAsync(environment.PathOf(source), cancellationToken).ConfigureAwait(false);
    }

    private static void CheckNames(ParseResult result)
    {
        if (result.GetValue(Namespace) is { } @namespace)
        {
            GivenNames.CheckNamespace(@namespace);
        }

        if (result.GetValue(Name) is { } name)
        {
            GivenNames.CheckRecord(name, eventType: null);
        }
    }

    // These can't be the same for several events.
    private static void OnlyForOne(ParseResult result, int count)
    {
        Option<string?>? given = Array.Find([EventType, Name, Flag], option => result.GetValue(option) is not null);
        if (count > 1 && given is not null)
        {
            throw new ToolException(
                $"{given.Name} is for one event, and {count} schemas are imported: import each by itself.", ExitCode.Usage);
        }
    }

    private static ImportSettings SettingsOf(ParseResult result, ProjectFile? project, SourceSchema source) => new()
    {
        Conventions = Array.Find(Choices, one => one.Attribute == result.GetValue(Attribute)),
        Namespace = result.GetValue(Namespace) ?? project?.RootNamespace ?? DefaultNamespace,
        EventType = result.GetValue(EventType),
        Name = result.GetValue(Name),
        Topic = result.GetValue(Topic) ?? source.OpenEdx?.Topic,
        Key = result.GetValue(Key) ?? source.OpenEdx?.Key?.Path,
        FeatureFlag = result.GetValue(Flag),
        Owner = result.GetValue(Owner) ?? source.OpenEdx?.Owner,
        IsMirror = result.GetValue(Role) != OwnerRole,
        PersonalData = source.OpenEdx?.PersonalData ?? [],
    };

    // As they will be, so that they are written with the code or not at all.
    private static IEnumerable<KeyValuePair<string, string>> ContractsOf(ImportTrialResult trial, string schemas)
    {
        var store = new PlannedStore(DiskStore.Instance);
        var folder = new ContractFolder(schemas, store);
        foreach (ContractCandidate contract in trial.Contracts)
        {
            folder.Accept(contract.Schema, contract.ToContractFile());
            foreach (string path in new[] { folder.SchemaPath(contract.EventType), folder.ContractFilePath(contract.EventType) })
            {
                yield return KeyValuePair.Create(path, store.Read(path));
            }
        }
    }

    private static void Write(IReadOnlyDictionary<string, string> plan, bool force)
    {
        string[] existing = [.. plan.Keys.Where(File.Exists)];
        if (existing.Length > 0 && !force)
        {
            throw new ToolException(
                $"Nothing was written, because these files exist: {string.Join(", ", existing)}. Add --force to replace them.",
                ExitCode.Declined);
        }

        FileChanges.Write(plan);
    }

    private static void Report(
        ToolEnvironment environment,
        ParseResult result,
        IReadOnlyList<string> files,
        ImportTrialResult trial,
        IReadOnlyList<ImportedEvent> events)
    {
        bool isWritten = trial.Refusals.Count == 0 && !result.GetValue(CommonOptions.DryRun);
        if (result.GetValue(CommonOptions.Json))
        {
            environment.WriteJson(new
            {
                Events = events.Select(one => new { one.Origin, one.EventType, Record = $"{one.Namespace}.{one.Name}" }),
                Files = trial.Refusals.Count == 0 ? files : [],
                Refused = trial.Refusals,
                IsWritten = isWritten,
            });
            return;
        }

        if (trial.Refusals.Count > 0)
        {
            environment.WriteError("Nothing was written, because no record can express this:");
            foreach (ImportRefusal refusal in trial.Refusals)
            {
                environment.WriteText("  " + refusal);
            }

            return;
        }

        environment.WriteText(isWritten ? "Written:" : "Would be written:");
        foreach (string file in files)
        {
            environment.WriteText("  " + Path.GetRelativePath(environment.CurrentDirectory, file));
        }
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static Option<string?> OneOf(string name, string description, string[] values)
    {
        Option<string?> option = Text(name, description);
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
