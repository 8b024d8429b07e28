using System.CommandLine;
using EventSchemas.Contracts;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary><c>eventschemas new event</c>: the record of a new event, or of an event's next version.</summary>
static class NewCommand
{
    private const string SettingsFile = "appsettings.json";
    private const string DefaultNamespace = "Events";

    private static readonly Conventions[] Choices = [Conventions.OpenEdx, Conventions.CloudEvents];

    private static Argument<string> EventType { get; } = new("type")
    {
        Description = "The event type, such as com.acme.order.placed.v1; with --next that of the version which exists.",
        HelpName = "event type",
        CompletionSources = { EventTypeCompletion.Find },
    };

    private static Option<string?> Attribute { get; } = CreateAttribute();

    private static Option<string?> Namespace { get; } = Text("--namespace", "The namespace in C#. Default: that of the project.");

    private static Option<string?> Name { get; } = Text("--name", "The name of the record. Default: made of the event type.");

    private static Option<string?> Topic { get; } = Text("--topic", "The topic.");

    private static Option<string?> Flag { get; } = Text("--flag", "The feature flag. Default: the record's name and Event.");

    private static Option<string?> Owner { get; } = Text("--owner", "The team that owns the event.");

    private static Option<string?> Output { get; } = Text(
        "--output", "The folder of the file. Default: the current one; with --next that of the version which exists.");

    private static Option<bool> Next { get; } = new("--next") { Description = "Write the next version of an event that the project has." };

    /// <summary>The command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("event", "Write the record of a new event, and declare its flag in appsettings.json.")
        {
            EventType, Next, Attribute, Namespace, Name, Topic, Flag, Owner, Output, CommonOptions.DryRun,
        };
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return new Command("new", "Starts something new in a project.") { command };
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string current = environment.PathOf(result.GetValue(Output) ?? "");
        ProjectFile? project = ProjectFile.Around(current);
        string folder = project?.Folder ?? current;
        string eventType = result.GetRequiredValue(EventType);
        SourceEvent? declared = await EventSources.FindAsync(folder, eventType, cancellationToken).ConfigureAwait(false);
        NewEvent added = result.GetValue(Next)
            ? NextOf(result, eventType, current, project, declared)
            : Fresh(result, eventType, current, project, declared);
        if (result.GetValue(Next)
            && await EventSources.FindAsync(folder, added.EventType, cancellationToken).ConfigureAwait(false) is { } taken)
        {
            throw new ToolException($"{added.EventType} is declared already, in {taken.Path}.", ExitCode.Usage);
        }

        if (File.Exists(added.Path))
        {
            throw new ToolException($"Nothing was written, because {added.Path} exists: give --name or --output.", ExitCode.Declined);
        }

        var files = new Dictionary<string, string>(StringComparer.Ordinal) { [added.Path] = added.Code };
        string settings = Path.Combine(folder, SettingsFile);
        string? before = File.Exists(settings) ? await File.ReadAllTextAsync(settings, cancellationToken).ConfigureAwait(false) : null;
        if (before is not null && AppSettingsText.Declare(before, added.Flag) is { } after)
        {
            files.Add(settings, after);
        }

        bool isDryRun = result.GetValue(CommonOptions.DryRun);
        if (!isDryRun)
        {
            FileChanges.Write(files);
        }

        Report(environment, result, added, files, isDryRun);
        return ExitCode.Success;
    }

    private static NewEvent Fresh(
        ParseResult result, string eventType, string folder, ProjectFile? project, SourceEvent? declared)
    {
        if (declared is not null)
        {
            throw new ToolException(
                $"{eventType} is declared already, in {declared.Path}: --next writes its next version.", ExitCode.Usage);
        }

        string? chosen = result.GetValue(Attribute);
        string @namespace = result.GetValue(Namespace) ?? project?.RootNamespace ?? DefaultNamespace;
        GivenNames.CheckNamespace(@namespace);
        return NewEvent.Of(
            eventType,
            folder,
            @namespace,
            new NewEventSettings
            {
                Conventions = Array.Find(Choices, one => one.Attribute == chosen),
                Name = result.GetValue(Name),
                Flag = result.GetValue(Flag),
                Topic = result.GetValue(Topic),
                Owner = result.GetValue(Owner),
            });
    }

    private static NewEvent NextOf(
        ParseResult result, string eventType, string folder, ProjectFile? project, SourceEvent? declared)
    {
        if (declared is null)
        {
            throw new ToolException($"No record below {project?.Folder ?? folder} declares {eventType}.", ExitCode.Usage);
        }

        if (result.GetValue(Name) is { } name)
        {
            GivenNames.CheckRecord(name, eventType: null);
        }

        NewEvent next = declared.Next(result.GetValue(Name), result.GetValue(Flag));
        return result.GetValue(Output) is null ? next : next with { Path = Path.Combine(folder, Path.GetFileName(next.Path)) };
    }

    private static void Report(
        ToolEnvironment environment, ParseResult result, NewEvent added, Dictionary<string, string> files, bool isDryRun)
    {
        if (result.GetValue(CommonOptions.Json))
        {
            environment.WriteJson(new { added.EventType, added.Flag, Files = files.Keys, IsWritten = !isDryRun });
            return;
        }

        environment.WriteText(isDryRun ? "Would be written:" : "Written:");
        foreach (string file in files.Keys)
        {
            environment.WriteText("  " + Path.GetRelativePath(environment.CurrentDirectory, file));
        }

        environment.WriteText("The next build writes its contract.");
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static Option<string?> CreateAttribute()
    {
        Option<string?> option = Text("--attribute", "The attribute. Default: OpenEdxEvent for org.openedx, AvroEvent for others.");
        option.AcceptOnlyFromAmong([.. Choices.Select(one => one.Attribute)]);
        return option;
    }
}
