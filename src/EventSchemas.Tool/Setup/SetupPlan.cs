using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What a project lacks, and what it has already.</summary>
sealed class SetupPlan
{
    private const string SettingsFile = "appsettings.json";

    // Settings that change an event's schema; only a build knows all of them.
    private static readonly string[] SchemaSettings = ["EventSchemasNaming", "EventSchemasNamespace", "EventSchemasXmlDocs"];

    private readonly EvaluatedProject _project;
    private readonly SetupWishes _wishes;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<SetupStep> _steps = [];
    private readonly List<string> _alreadyThere = [];
    private readonly List<string> _hints = [];

    private SetupPlan(EvaluatedProject project, SetupWishes wishes)
    {
        _project = project;
        _wishes = wishes;
    }

    /// <summary>What is done.</summary>
    public IReadOnlyList<SetupStep> Steps => _steps;

    /// <summary>What needn't be done.</summary>
    public IReadOnlyList<string> AlreadyThere => _alreadyThere;

    /// <summary>What a person does next.</summary>
    public IReadOnlyList<string> Hints => _hints;

    private string Folder => Path.GetDirectoryName(_project.Path)!;

    /// <summary>Looks at a project.</summary>
    /// <exception cref="ToolException">A file can't be read, or is in the way.</exception>
    public static async Task<SetupPlan> OfAsync(EvaluatedProject project, SetupWishes wishes, CancellationToken cancellationToken)
    {
        var plan = new SetupPlan(project, wishes);
        await plan.AddPackageAsync(cancellationToken).ConfigureAwait(false);
        await plan.AddEventAsync(cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Writes everything, or nothing.</summary>
    public void Apply() => FileChanges.Write(_files);

    private async Task AddPackageAsync(CancellationToken cancellationToken)
    {
        string name = _wishes.Package.Name;
        string[] accepted = _wishes.Package.Registration is null ? [.. SetupPackage.Names] : [name];
        if (_project.Packages.FirstOrDefault(accepted.Contains) is { } referenced)
        {
            _alreadyThere.Add($"the package {referenced}");
            return;
        }

        ProjectText project = await ProjectText.ReadAsync(_project.Path, cancellationToken).ConfigureAwait(false);
        bool isCentral = _project["ManagePackageVersionsCentrally"] == "true";
        if (isCentral && !_project.CentralVersions.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            string central = _project["DirectoryPackagesPropsPath"];
            if (central.Length == 0)
            {
                throw new ToolException(
                    $"{_project.Path} has its versions managed centrally, and there is no Directory.Packages.props: add one.",
                    ExitCode.Usage);
            }

            ProjectText versions = await ProjectText.ReadAsync(central, cancellationToken).ConfigureAwait(false);
            Change(versions.WithItem("PackageVersion", name, ToolVersion.Text), $"version {ToolVersion.Text} of {name}");
        }

        project = project.WithItem("PackageReference", name, isCentral ? null : ToolVersion.Text);
        bool saysTransport = _wishes.Package.Events != Transports.Kafka && _project["EventSchemasTransports"].Length == 0;
        Change(
            saysTransport ? project.WithProperty("EventSchemasTransports", _wishes.Package.Events.ToText()) : project,
            $"the package {name}" + (saysTransport ? $", and that its events travel by {_wishes.Package.Events}" : ""));
    }

    private async Task AddEventAsync(CancellationToken cancellationToken)
    {
        SourceEvent? declared =
            await EventSources.FindAsync(Folder, _wishes.EventType, cancellationToken).ConfigureAwait(false);
        if (declared is not null)
        {
            _alreadyThere.Add($"the event {declared.EventType}, in {Path.GetRelativePath(Folder, declared.Path)}");
            return;
        }

        string eventType = _wishes.EventType ?? _wishes.DefaultEventType;
        string @namespace = ProjectFile.Read(_project.Path).RootNamespace;
        NewEvent added = NewEvent.Of(eventType, Folder, @namespace, _wishes.Event);
        if (File.Exists(added.Path))
        {
            throw new ToolException(
                $"Nothing was written, because {added.Path} exists and doesn't declare {eventType}: give another event type.",
                ExitCode.Declined);
        }

        Create(added.Path, added.Code, $"the event {eventType}");
        await DeclareFlagAsync(added.Flag, cancellationToken).ConfigureAwait(false);
        AddContract(added, @namespace, cancellationToken);
        _hints.Add(_wishes.Package.Registration is { } registration
            ? $"To publish it: builder.Services.{registration}.AddProducer<{added.Name}>(), and inject I{added.Name}Producer."
            : $"A service publishes it with AddProducer<{added.Name}>(), and declares the flag {added.Flag} in its settings.");
    }

    private async Task DeclareFlagAsync(string flag, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Folder, SettingsFile);
        if (!File.Exists(path))
        {
            // A library has no settings; the services that use it do.
            if (SetupProject.IsProgram(_project))
            {
                Create(path, AppSettingsText.Declare("{\n}\n", flag)!, $"the flag {flag}, switched off");
            }

            return;
        }

        string text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        if (AppSettings.TryParse(text)?.Declares(flag) == true)
        {
            _alreadyThere.Add($"the flag {flag}, in {SettingsFile}");
        }
        else if (AppSettingsText.Declare(text, flag) is { } declared)
        {
            Change(new ProjectText(path, declared), $"the flag {flag}, switched off");
        }
        else
        {
            throw new ToolException($"{path} isn't a JSON object, so the flag {flag} can't be declared there.", ExitCode.Unavailable);
        }
    }

    private void AddContract(NewEvent added, string @namespace, CancellationToken cancellationToken)
    {
        if (SchemaSettings.Any(setting => _project[setting].Length > 0))
        {
            _hints.Add("The next build writes the contract of the event.");
            return;
        }

        ContractCandidate contract = ContractOf(added, @namespace, cancellationToken);
        var store = new PlannedStore(DiskStore.Instance);
        var folder = new ContractFolder(_project.ContractFolder, store);
        string[] files = [folder.SchemaPath(added.EventType), folder.ContractFilePath(added.EventType)];
        if (Array.Find(files, File.Exists) is { } existing)
        {
            throw new ToolException(
                $"Nothing was written, because {existing} exists and no record declares its event: delete it, or give another event type.",
                ExitCode.Declined);
        }

        folder.WriteMissing(contract.Schema, contract.ToContractFile());
        Create(files[0], store.Read(files[0]), "its schema");
        Create(files[1], store.Read(files[1]), "its contract");
    }

    private ContractCandidate ContractOf(NewEvent added, string @namespace, CancellationToken cancellationToken)
    {
        var sources = SourceContracts.Compile(
            new Dictionary<string, string>(StringComparer.Ordinal) { [added.Path] = added.Code }, cancellationToken);
        (ContractCandidate? contract, IReadOnlyList<string> problems) = sources.Errors.Count > 0
            ? (null, [.. sources.Errors.SelectMany(errors => errors)])
            : sources.Read(@namespace, added.Name, added.EventType, _project.SettingsOf(_wishes.Package.Events), cancellationToken);
        return contract
            ?? throw new ToolException($"There can't be such an event: {string.Join(" ", problems)}", ExitCode.Usage);
    }

    private void Create(string path, string text, string what)
    {
        _files.Add(path, text);
        _steps.Add(new SetupStep(SetupAction.Create, path, what));
    }

    private void Change(ProjectText text, string what)
    {
        _files.Add(text.Path, text.Text);
        _steps.Add(new SetupStep(SetupAction.Change, text.Path, what));
    }
}

/// <summary>What a person wants of a project.</summary>
/// <param name="EventType">The event type; null for the default one, where the project has no event.</param>
/// <param name="DefaultEventType">The event type where none is given.</param>
/// <param name="Package">The package.</param>
/// <param name="Event">What else is said about the event.</param>
sealed record SetupWishes(string? EventType, string DefaultEventType, SetupPackage Package, NewEventSettings Event);

/// <summary>A file that is written.</summary>
/// <param name="Action">Whether it is new.</param>
/// <param name="Path">The file.</param>
/// <param name="What">What it gets, for people.</param>
sealed record SetupStep(SetupAction Action, string Path, string What);

/// <summary>What happens to a file.</summary>
enum SetupAction
{
    Create,
    Change,
}
