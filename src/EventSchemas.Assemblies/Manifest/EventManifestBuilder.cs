namespace EventSchemas.Assemblies;

/// <summary>Makes the manifest of a compiled assembly.</summary>
/// <param name="settings">What the project says.</param>
sealed class EventManifestBuilder(ManifestSettings settings)
{
    private const string MappedRoot = "/_/";

    /// <summary>The manifest.</summary>
    /// <param name="assemblyPath">The assembly.</param>
    /// <param name="references">The assemblies that it was compiled with.</param>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly, or its metadata are damaged.</exception>
    /// <exception cref="Avro.AvroSchemaException">A schema is malformed.</exception>
    /// <exception cref="IOException">A file can't be read.</exception>
    public EventManifest Build(string assemblyPath, IReadOnlyList<string> references)
    {
        XmlDocumentation documentation = XmlDocumentation.Read(settings.DocumentationFile);
        using var modules = new CompiledModules(assemblyPath, references);
        Registrations registrations = new RegistrationFinder(modules).Find();
        string? SourceOf(string? file) => file is null ? null : RelativeTo(settings.ProjectDirectory, file);
        return new EventManifest
        {
            PackageVersion = settings.PackageVersion,
            Assembly = modules.Main.Name,
            Service = settings.Service is { Length: > 0 } service ? service : modules.Main.Name,
            Environment = settings.Environment is { Length: > 0 } environment ? environment : null,
            BuildDate = settings.BuildDate,
            ContractFolder = RelativeTo(settings.ProjectDirectory, settings.Contracts.FolderPath),
            DefaultCompatibility = settings.Compatibility,
            Events =
            [
                .. modules.Main.Contracts
                    .Where(contract => contract.EventType.Length > 0)
                    .OrderBy(contract => contract.EventType, StringComparer.Ordinal)
                    .Select(contract => (Contract: contract, Place: PlaceOf(modules.Main, contract.Record)))
                    .Select(one => EventOf(one.Contract, documentation) with
                    {
                        File = SourceOf(one.Place?.File),
                        Line = one.Place?.Line,
                    }),
            ],
            Retired = [.. settings.Contracts.RetiredTypes.Select(settings.Contracts.RetirementOf).OfType<Retirement>().Select(RetiredOf)],
            Types = new EventTypes(modules).Find(modules.Main.Contracts.Select(contract => contract.Record).OfType<string>()),
            Producers =
            [
                .. registrations.Producers
                    .Select(one => new ManifestProducer(
                        one.Record?.Name, modules.EventTypeOf(one.Record), SourceOf(one.Place?.File), one.Place?.Line))
                    .OrderBy(one => one.EventType, StringComparer.Ordinal)
                    .ThenBy(one => one.File, StringComparer.Ordinal)
                    .ThenBy(one => one.Line),
            ],
            Handlers =
            [
                .. registrations.Handlers
                    .Select(one => new ManifestHandler(
                        one.Group,
                        one.Name,
                        one.Kind,
                        one.Record?.Name,
                        modules.EventTypeOf(one.Record),
                        one.Handler,
                        SourceOf(one.Place?.File),
                        one.Place?.Line)
                    {
                        HasList = one.HasList,
                    })
                    .OrderBy(one => one.Group, StringComparer.Ordinal)
                    .ThenBy(one => one.Name, StringComparer.Ordinal)
                    .ThenBy(one => one.EventType, StringComparer.Ordinal)
                    .ThenBy(one => one.File, StringComparer.Ordinal)
                    .ThenBy(one => one.Line),
            ],
        };
    }

    private ManifestEvent EventOf(DeclaredContract contract, XmlDocumentation documentation)
    {
        ContractCandidate candidate = contract.ToCandidate(settings.Compatibility);
        return new ManifestEvent
        {
            EventType = contract.EventType,
            Record = contract.Record,
            IsMirror = contract.IsMirror,
            Attribute = contract.DeclaredBy ?? ContractFile.UsualAttribute,
            Owner = contract.Owner,
            FeatureFlag = contract.FeatureFlag,
            FlagRemoveBy = contract.FlagRemoveBy,
            StableBecause = contract.StableBecause,
            Schema = candidate.Schema,
            Terms = candidate.Terms,
            Summary = documentation.SummaryOf(contract.Record),
            Remarks = documentation.RemarksOf(contract.Record),
            Members = documentation.MembersOf(contract.Record),
            RecordMembers = documentation.MembersOf(
                SchemaRecords.Within(candidate.Schema).Skip(1).Select(record => record.Name).Distinct()),
            Justifications = contract.Justifications,
            Versions = VersionsOf(settings.Contracts.Shipped(contract.EventType)),
        };
    }

    private RetiredEvent RetiredOf(Retirement retirement)
    {
        IReadOnlyList<ContractVersion> shipped = settings.Contracts.Shipped(retirement.EventType);
        return new RetiredEvent(retirement)
        {
            Terms = shipped.Count == 0 ? null : shipped[shipped.Count - 1].Contract?.Terms,
            Versions = VersionsOf(shipped),
        };
    }

    private static IReadOnlyList<ManifestVersion> VersionsOf(IReadOnlyList<ContractVersion> shipped) =>
    [
        .. shipped.Select(version => new ManifestVersion(
            version.Number!.Value,
            ContractFile.HashOf(version.Schema),
            version.Contract?.LibraryBelow,
            version.Schema)),
    ];

    private static CodePlace? PlaceOf(CompiledModule module, string? record) =>
        record is not null && module.Find(record) is { IsNil: false } type ? module.PlaceOf(type) : null;

    // With slashes, and never absolute, so that the place of the checkout isn't in the manifest.
    private static string? RelativeTo(string folder, string path)
    {
        string root = folder.Replace('\\', '/').TrimEnd('/') + "/";
        string full = path.Replace('\\', '/').TrimEnd('/');
        return full.StartsWith(root, StringComparison.Ordinal) ? full.Substring(root.Length)
            : full.StartsWith(MappedRoot, StringComparison.Ordinal) ? RelativeToMapped(root, full)
            : full.StartsWith("/", StringComparison.Ordinal) || full.Contains(':') ? Beside(root, full)
            : full;
    }

    // Null where both have only the root of the disk in common: such a file isn't in the checkout.
    private static string? Beside(string root, string full)
    {
        string[] from = root.TrimEnd('/').Split('/');
        string[] to = full.Split('/');
        int common = from.Zip(to, (one, other) => one == other).TakeWhile(isSame => isSame).Count();
        return common < 2 ? null : string.Join("/", Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)));
    }

    // A deterministic build writes the root of the repository as /_/, so that only the end of the project's folder is in the path.
    private static string RelativeToMapped(string root, string full)
    {
        string inRepository = full.Substring(MappedRoot.Length);
        for (int end = inRepository.LastIndexOf('/'); end > 0; end = inRepository.LastIndexOf('/', end - 1))
        {
            if (root.EndsWith($"/{inRepository.Substring(0, end)}/", StringComparison.Ordinal))
            {
                return inRepository.Substring(end + 1);
            }
        }

        return full;
    }
}

/// <summary>What a project says for its manifest.</summary>
sealed record ManifestSettings
{
    /// <summary>The version of EventSchemas.</summary>
    public required string PackageVersion { get; init; }

    /// <summary>The service; empty for the assembly's name.</summary>
    public required string Service { get; init; }

    /// <summary>The environment; empty where none is said.</summary>
    public required string Environment { get; init; }

    /// <summary>When it is built, in UTC.</summary>
    public required DateTime BuildDate { get; init; }

    /// <summary>The project's folder.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The contract files.</summary>
    public required ContractFolder Contracts { get; init; }

    /// <summary>The level of events that don't name one.</summary>
    public required string Compatibility { get; init; }

    /// <summary>The XML documentation of the assembly; empty where there is none.</summary>
    public required string DocumentationFile { get; init; }
}
