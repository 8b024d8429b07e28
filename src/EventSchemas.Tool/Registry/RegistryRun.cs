using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary>
/// What the commands of a registry have in common: the contract files and manifests on the one side, the registry on the other.
/// </summary>
sealed class RegistryRun : IAsyncDisposable
{
    private readonly BusConnection _bus;

    private RegistryRun(BusConnection bus, KnownBuild build, RegistryAdmin registry, IReadOnlyList<SubjectState> states)
    {
        _bus = bus;
        Build = build;
        Registry = registry;
        States = states;
    }

    /// <summary>The contract files and manifests.</summary>
    public KnownBuild Build { get; }

    /// <summary>The registry.</summary>
    public RegistryAdmin Registry { get; }

    /// <summary>What the registry has of the events' subjects.</summary>
    public IReadOnlyList<SubjectState> States { get; }

    /// <summary>A command that needs both sides.</summary>
    /// <param name="name">The command's name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="environment">The process.</param>
    /// <param name="run">Runs it.</param>
    /// <param name="options">Its own options.</param>
    public static Command Command(
        string name,
        string description,
        ToolEnvironment environment,
        Func<RegistryRun, ParseResult, CancellationToken, Task<int>> run,
        params ReadOnlySpan<Option> options)
    {
        var command = new Command(name, description);
        KnownBuild.AddTo(command);
        foreach (Option option in options)
        {
            command.Options.Add(option);
        }

        ConnectionOptions.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            RegistryRun opened = await OpenAsync(environment, result, cancellationToken).ConfigureAwait(false);
            await using (opened.ConfigureAwait(false))
            {
                return await run(opened, result, cancellationToken).ConfigureAwait(false);
            }
        });
        return command;
    }

    public ValueTask DisposeAsync()
    {
        Registry.Dispose();
        return _bus.DisposeAsync();
    }

    private static async Task<RegistryRun> OpenAsync(
        ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        KnownBuild build = KnownBuild.Load(environment, result).Demand(environment).DemandTerms();
        BusConnection bus = await BusConnection
            .OpenAsync(environment, result, BusParts.Registry, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        var registry = new RegistryAdmin(bus);
        try
        {
            IReadOnlyList<DeclaredSubject> declared = DeclaredSubject.Read(build, bus);
            IReadOnlyList<SubjectState> states = await ToolProgress
                .ShowAsync(environment, "Reading the registry", _ => SubjectState.ReadAsync(declared, registry, cancellationToken))
                .ConfigureAwait(false);
            return new RegistryRun(bus, build, registry, states);
        }
        catch
        {
            registry.Dispose();
            await bus.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
