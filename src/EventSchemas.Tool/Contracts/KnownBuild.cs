using System.CommandLine;
using EventSchemas.Assemblies;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>What a command knows of a service without running it: its contract files, and the manifests of its build. Immutable.</summary>
sealed class KnownBuild
{
    private const string DefaultFolder = "schemas";

    private readonly Dictionary<string, KnownContract> _contracts;

    private KnownBuild(
        IReadOnlyList<ContractFolder> folders, IReadOnlyList<BuiltManifest> manifests, Dictionary<string, KnownContract> contracts)
    {
        Folders = folders;
        Manifests = manifests;
        _contracts = contracts;
    }

    /// <summary>Nothing is known.</summary>
    public static KnownBuild Nothing { get; } = new([], [], []);

    /// <summary>Names the folders of contract files.</summary>
    public static Option<string[]> ContractsOption { get; } = new("--contracts")
    {
        Description = $"A folder with contract files; may be given several times. Default: the folder {DefaultFolder}, where it is.",
        HelpName = "folder",
    };

    /// <summary>Names the manifests.</summary>
    public static Option<string[]> ManifestOption { get; } = new("--manifest")
    {
        Description = "The manifest of a build, or the assembly, project or folder that has it; may be given several times. Default: that "
            + "of the current folder, or of the last build of its project.",
        HelpName = "path",
    };

    /// <summary>Both options, for messages.</summary>
    public static string OptionNames => $"{ContractsOption.Name} or {ManifestOption.Name}";

    /// <summary>The folders of contract files.</summary>
    public IReadOnlyList<ContractFolder> Folders { get; }

    /// <summary>The manifests.</summary>
    public IReadOnlyList<BuiltManifest> Manifests { get; }

    /// <summary>
    /// The events of the service: those of contract files, and those of manifests as far as they are its own, in the order of the event
    /// types.
    /// </summary>
    public IEnumerable<KnownContract> Contracts =>
        _contracts.Values.Where(IsOfService).OrderBy(one => one.EventType, StringComparer.Ordinal);

    /// <summary>The producers that the code registers.</summary>
    public IEnumerable<ManifestProducer> Producers => Manifests.SelectMany(one => one.Manifest.Producers);

    /// <summary>The handlers that the code registers.</summary>
    public IEnumerable<ManifestHandler> Handlers => Manifests.SelectMany(one => one.Manifest.Handlers);

    /// <summary>The consumer groups that the code registers, as far as it names them by constants.</summary>
    public IReadOnlyList<string> Groups =>
        [.. Handlers.Select(one => one.Group).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether the code names each group and handler by a constant.</summary>
    public bool HasAllHandlers => Handlers.All(one => one is { Group: not null, Name: not null });

    /// <summary>The event types that the code publishes or handles, as far as it is known.</summary>
    public IReadOnlyList<string> RegisteredEvents =>
    [
        .. Producers.Select(one => one.EventType).Concat(Handlers.Select(one => one.EventType))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether the event of each producer is known.</summary>
    public bool HasAllProducers => Producers.All(one => one.EventType is not null);

    /// <summary>Whether the event of each handler is known that isn't one of any event.</summary>
    public bool HasAllEvents => Handlers.All(one => one.Kind == HandlerKind.Any || one.EventType is not null);

    /// <summary>Whether the code publishes or handles an event.</summary>
    public bool IsRegistered(string eventType) => IsProduced(eventType) || RegisteredEvents.Contains(eventType);

    /// <summary>Whether the code publishes an event. Where producers are known only at run time, it can be each of its own.</summary>
    public bool IsProduced(string eventType) =>
        Producers.Any(one => one.EventType == eventType) || (!HasAllProducers && Find(eventType) is { Built.Count: > 0 });

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(ContractsOption);
        command.Options.Add(ManifestOption);
    }

    /// <summary>The folders of contract files where a command line names none.</summary>
    public static IEnumerable<string> DefaultFolders(ToolEnvironment environment) =>
        new[] { environment.PathOf(DefaultFolder) }.Where(Directory.Exists);

    /// <summary>Reads what a command line names.</summary>
    /// <exception cref="ToolException">Something of it is missing, or can't be read.</exception>
    public static KnownBuild Load(ToolEnvironment environment, ParseResult result)
    {
        ContractFolder[] folders = [.. FoldersOf(environment, result).Select(folder => new ContractFolder(folder))];
        BuiltManifest[] manifests =
        [
            .. result.GetValue(ManifestOption) is { Length: > 0 } named
                ? named.SelectMany(path => BuiltManifest.Of(environment.PathOf(path))).DistinctBy(one => one.Path)
                : BuiltManifest.In(environment.CurrentDirectory),
        ];
        var contracts = new Dictionary<string, KnownContract>(StringComparer.Ordinal);
        ILookup<string, (string Path, ManifestEvent Event)> built = manifests
            .SelectMany(one => one.Manifest.Events.Select(@event => (one.Path, Event: @event)))
            .ToLookup(one => one.Event.EventType, StringComparer.Ordinal);
        foreach (ContractFolder folder in folders)
        {
            foreach (string eventType in folder.EventTypes.Where(eventType => !contracts.ContainsKey(eventType)))
            {
                contracts[eventType] = new KnownContract(
                    eventType, HistoryOf(folder, eventType), folder, [.. built[eventType].Select(one => one.Event)]);
            }
        }

        foreach (IGrouping<string, (string Path, ManifestEvent Event)> same in built.Where(same => !contracts.ContainsKey(same.Key)))
        {
            contracts[same.Key] = KnownContract.OfBuild(same.First().Path, [.. same.Select(one => one.Event)]);
        }

        return new KnownBuild(folders, manifests, contracts);
    }

    /// <summary>Refuses to go on where nothing is known.</summary>
    /// <exception cref="ToolException">There is neither a folder of contract files nor a manifest.</exception>
    public KnownBuild Demand(ToolEnvironment environment) => Folders.Count + Manifests.Count > 0 ? this : throw new ToolException(
        $"There is no folder {environment.PathOf(DefaultFolder)}, and no manifest of a build: give {OptionNames}.",
        ExitCode.Unavailable);

    /// <summary>Refuses to go on where nothing says the topic of an event that isn't retired: it would be left out.</summary>
    /// <exception cref="ToolException">An event has a schema, and no file beside it.</exception>
    public KnownBuild DemandTerms() =>
        Contracts.FirstOrDefault(one => one is { Terms: null, IsRetired: false }) is { } contract
            ? throw new ToolException(
                $"{contract.Versions[0].Path} has no {ContractPath.ContractExtension} beside it, so that nothing says the topic, the key "
                + $"and the level of {contract.EventType}: commit it, or let the build or 'eventschemas accept' write it.",
                ExitCode.Unavailable)
            : this;

    /// <summary>What is known of an event; null for nothing.</summary>
    public KnownContract? Find(string? eventType) => eventType is null ? null : _contracts.GetValueOrDefault(eventType);

    /// <summary>The names of a group's handlers, as far as the code names them by constants.</summary>
    public IReadOnlyList<string> HandlersOf(string group) =>
        [.. Handlers.Where(one => one.Group == group).Select(one => one.Name).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The same; null where the code may have others.</summary>
    public IReadOnlyList<string>? AllHandlersOf(string group) => HasAllHandlers && Groups.Contains(group) ? HandlersOf(group) : null;

    /// <summary>The event types that handlers of a group get; those of all its handlers where none are named.</summary>
    public IReadOnlyList<string> EventsOf(string group, IReadOnlyList<string> handlers) =>
    [
        .. Handlers
            .Where(one => one.Group == group && (handlers.Count == 0 || handlers.Contains(one.Name)))
            .Select(one => one.EventType)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Refuses a group or a handler that the code doesn't have. Where a name isn't a constant in it, nobody knows.</summary>
    /// <exception cref="ToolException">One is unknown; the message has the name that was probably meant.</exception>
    public void CheckHandlers(string group, IReadOnlyList<string> handlers)
    {
        if (Groups.Count == 0 || !HasAllHandlers)
        {
            return;
        }

        string from = string.Join(", ", Manifests.Select(one => one.Path));
        if (!Groups.Contains(group))
        {
            throw new ToolException($"The code of {from} has no consumer group '{group}'. {Meant(group, Groups)}", ExitCode.Usage);
        }

        IReadOnlyList<string> known = HandlersOf(group);
        foreach (string handler in handlers.Except(known))
        {
            throw new ToolException(
                $"The group {group} has no handler '{handler}' in the code of {from}. {Meant(handler, known)}", ExitCode.Usage);
        }
    }

    /// <summary>
    /// The topics that a group reads as far as its events name them, with the deployment's prefix; none where its settings say them, which
    /// count more.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="events">Its events.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="ToolException">Nothing says the topic of an event.</exception>
    public IReadOnlyList<string> TopicsOf(string group, IReadOnlyList<string> events, EventBusOptions options) =>
        options.Groups.GetValueOrDefault(group) is { Topics.Count: > 0 }
            ? []
            :
            [
                .. events.Select(DemandTerms().Find).OfType<KnownContract>()
                    .SelectMany(one => ContractTopics.Find(one, options))
                    .Distinct(StringComparer.Ordinal),
            ];

    /// <summary>The name that was probably meant, as a sentence.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The names that there are; at least one.</param>
    public static string Meant(string name, IReadOnlyCollection<string> known) => NearestText.Meant(name, known) is { } meant
        ? $"Did you mean {meant}?"
        : $"It has {string.Join(", ", known)}.";

    private static IEnumerable<string> FoldersOf(ToolEnvironment environment, ParseResult result)
    {
        string[] named = result.GetValue(ContractsOption) ?? [];
        return named.Length > 0
            ? named.Select(folder => environment.ExistingFolder(folder, ContractsOption.Name))
            : DefaultFolders(environment);
    }

    // A library beside a service declares events for many, of which the service uses what its code registers.
    private bool IsOfService(KnownContract contract) =>
        contract.Folder is not null
        || !HasAllProducers
        || !HasAllEvents
        || RegisteredEvents.Contains(contract.EventType)
        || Manifests.Any(one => !IsLibrary(one.Manifest) && one.Manifest.Events.Any(@event => @event.EventType == contract.EventType));

    private bool IsLibrary(EventManifest manifest) =>
        manifest.Producers.Count + manifest.Handlers.Count == 0 && (Producers.Any() || Handlers.Any());

    private static ContractHistory HistoryOf(ContractFolder folder, string eventType)
    {
        try
        {
            return folder.CompleteHistoryOf(eventType);
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException(
                $"A contract file can't be read. {e.Message} Correct it, or choose another folder by {ContractsOption.Name}.",
                ExitCode.Unavailable);
        }
    }
}
