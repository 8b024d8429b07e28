using System.CommandLine;
using System.Globalization;

namespace EventSchemas.Tool;

/// <summary><c>catalog</c>: a site of the events of many services, and what changed in it.</summary>
static class CatalogCommand
{
    private const string SourceDate = "SOURCE_DATE_EPOCH";
    private const string DefaultTitle = "Events";
    private const int MaxNames = 3;
    private const int Hanging = 2;

    public static Command Create(ToolEnvironment environment)
    {
        var inputs = new Argument<string[]>("inputs")
        {
            Description = "Manifests (*.eventschemas.json), assemblies with a manifest beside them, and folders with manifests below them.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var options = new CatalogOptions();
        var command = new Command("catalog", "Make a site of the events of services: what they mean, who owns, sends and reads them.")
        {
            inputs,
            CatalogDiffCommand.Create(environment),
        };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) =>
            RunAsync(environment, result, result.GetValue(inputs) ?? [], options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ToolEnvironment environment,
        ParseResult result,
        string[] inputs,
        CatalogOptions options,
        CancellationToken cancellationToken)
    {
        bool asJson = result.GetValue(CommonOptions.Json);
        string? folder = result.GetValue(options.Output) is { } output
            ? Path.TrimEndingDirectorySeparator(environment.PathOf(output))
            : null;
        string[] python = result.GetValue(options.Python) ?? [];
        if (inputs.Length + python.Length == 0)
        {
            throw new ToolException("Name manifests, assemblies or folders of services, or settings by --python.", ExitCode.Usage);
        }

        if (folder is null && !asJson)
        {
            throw new ToolException("Name the folder of the catalogue by --output, or write its JSON by --json.", ExitCode.Usage);
        }

        if (folder is not null)
        {
            CatalogOutput.CheckIsOurs(folder);
        }

        Catalog catalog = await ToolProgress.ShowAsync(
            environment,
            "Making the catalogue",
            _ => Task.Run(
                () => new CatalogBuilder(SourcesOf(environment, result, inputs, options, folder)).Build(cancellationToken),
                cancellationToken))
            .ConfigureAwait(false);
        if (folder is not null)
        {
            CatalogOutput.Write(folder, CatalogFiles.Of(catalog));
        }

        if (asJson)
        {
            environment.WriteText(CatalogJson.ToText(catalog));
        }
        else
        {
            Write(environment, catalog, folder!);
        }

        return result.GetValue(options.ExitCode) && catalog.Conflicts.Count > 0 ? ExitCode.Findings : ExitCode.Success;
    }

    private static CatalogSources SourcesOf(
        ToolEnvironment environment, ParseResult result, IReadOnlyList<string> inputs, CatalogOptions options, string? folder) => new()
    {
        Title = result.GetValue(options.Title) ?? DefaultTitle,
        Day = DayOf(environment),
        Builds =
        [
            .. CatalogInputs.Read(environment, inputs).Where(build => result.GetValue(options.Environment) is not { } wanted
                || build.Manifest.Environment is null
                || build.Manifest.Environment == wanted),
        ],
        PythonServices = [.. (result.GetValue(options.Python) ?? []).Select(option => PythonSettings.Read(environment, option))],
        Observed = [.. (result.GetValue(options.Observed) ?? []).SelectMany(file => ObservedMessages.Read(environment.PathOf(file)))],
        Previous = result.GetValue(options.Previous) is { } previous ? CatalogOutput.Read(environment.PathOf(previous))
            : folder is not null ? CatalogOutput.Find(folder)
            : null,
        Sources = SourceLinks.Parse(result.GetValue(options.Source) ?? []),
    };

    // As for the manifests, so that the same source gives the same catalogue.
    private static DateTime DayOf(ToolEnvironment environment) => environment.Variables.TryGetValue(SourceDate, out string? text)
        ? long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.Date
            : throw new ToolException($"{SourceDate} is '{text}', and isn't a number of seconds since 1970.", ExitCode.Usage)
        : environment.Time.GetUtcNow().UtcDateTime.Date;

    private static void Write(ToolEnvironment environment, Catalog catalog, string folder)
    {
        CatalogTotals totals = catalog.Totals;
        environment.WriteText($"{Counted.Of(totals.Events, "event")} of {Counted.Of(totals.Services, "service")}: {folder}");
        (string One, string Many, string[] Names)[] findings =
        [
            ("conflict", "conflicts", [.. catalog.Conflicts.Select(conflict => conflict.Event)]),
            ("event that nobody reads", "events that nobody reads", NamesOf(one => one.Orphan == CatalogOrphan.NeverConsumed)),
            ("event that nobody sends", "events that nobody sends", NamesOf(one => one.Orphan == CatalogOrphan.NeverPublished)),
            (
                "event that is read and switched off",
                "events that are read and switched off",
                NamesOf(one => one.Orphan == CatalogOrphan.SwitchedOff)),
            (
                "publisher that was seen on the bus and that nothing explains",
                "publishers that were seen on the bus and that nothing explains",
                [
                    .. catalog.Events.SelectMany(one => one.Publishers).Where(one => one.Seen is not null).Select(one => one.Service)
                        .Concat(catalog.WithoutEvent.Select(one => one.Source ?? Sightings.NoSource))
                        .Select(Printable.Of),
                ]),
            ("expired flag", "expired flags", NamesOf(one => one.Flag is { State: CatalogFlagState.Expired })),
            (
                "expired break",
                "expired breaks",
                NamesOf(one => one.JustifiedBreaks.Any(justified => justified.State == CatalogJustificationState.Expired))),
        ];
        foreach ((string one, string many, string[] names) in findings.Where(finding => finding.Names.Length > 0))
        {
            string text = FormattableString.Invariant(
                $"{names.Length} {(names.Length == 1 ? one : many)}: {Shortened([.. names.Distinct()])}");
            foreach (string line in WrappedText.Lines(text, environment.Out.Profile.Width, indentation: 0, Hanging))
            {
                environment.WriteText(line);
            }
        }

        string[] NamesOf(Func<CatalogEvent, bool> isFound) => [.. catalog.Events.Where(isFound).Select(one => one.EventType)];
    }

    private static string Shortened(string[] names) => names.Length <= MaxNames
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MaxNames))} and {names.Length - MaxNames} more";
}
