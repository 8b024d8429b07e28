using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary><c>eventschemas init</c>: a project gets the package, and a first event with its flag and its contract.</summary>
static class InitCommand
{
    private const string DefaultEventType = "org.example.order.placed.v1";

    private static Argument<string?> EventType { get; } = new("type")
    {
        Description = $"The event type. Default: {DefaultEventType}, where the project has no event.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static Option<string?> Project { get; } = new("--project", "-p")
    {
        Description = "The project, or its folder. Default: the project of the current folder.",
        HelpName = "path",
    };

    private static Option<string?> Transport { get; } = CreateTransport();

    private static Option<string?> Topic { get; } = new("--topic") { Description = "The topic of the event." };

    private static Option<string?> Owner { get; } = new("--owner") { Description = "The team that owns the event." };

    /// <summary>The command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("init", "Add EventSchemas to a project: the package, and a first event with flag and contract.")
        {
            EventType, Project, Transport, Topic, Owner, CommonOptions.DryRun,
        };
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string path = SetupProject.Find(environment, result.GetValue(Project));
        EvaluatedProject project = await EvaluatedProject.ReadAsync(environment, path, cancellationToken).ConfigureAwait(false);
        SetupProject.Check(project);
        SetupPlan plan = await SetupPlan.OfAsync(
            project,
            new SetupWishes(
                result.GetValue(EventType),
                DefaultEventType,
                SetupPackage.Of(project, result.GetValue(Transport)),
                new NewEventSettings { Topic = result.GetValue(Topic), Owner = result.GetValue(Owner) }),
            cancellationToken).ConfigureAwait(false);
        bool isWritten = plan.Steps.Count > 0 && !result.GetValue(CommonOptions.DryRun);
        if (result.GetValue(CommonOptions.Json))
        {
            environment.WriteJson(new
            {
                Project = project.Path,
                Steps = plan.Steps.Select(step => new { step.Action, step.Path, step.What }),
                plan.AlreadyThere,
                IsWritten = isWritten,
            });
        }
        else
        {
            WritePlan(environment, project, plan);
        }

        if (isWritten)
        {
            cancellationToken.ThrowIfCancellationRequested();
            plan.Apply();
        }

        if (!result.GetValue(CommonOptions.Json))
        {
            WriteEnd(environment, plan, isWritten);
        }

        return ExitCode.Success;
    }

    private static void WritePlan(ToolEnvironment environment, EvaluatedProject project, SetupPlan plan)
    {
        if (plan.Steps.Count > 0)
        {
            environment.WriteText($"{Path.GetFileName(project.Path)} gets:");
            foreach (SetupStep step in plan.Steps)
            {
                environment.WriteText($"  {step.Action.ToString().ToLowerInvariant(),-7} {Shown(environment, step.Path)}");
                WriteWrapped(environment, step.What, indentation: 10);
            }
        }

        if (plan.AlreadyThere.Count > 0)
        {
            environment.WriteText("Already there:");
            foreach (string what in plan.AlreadyThere)
            {
                WriteWrapped(environment, what, indentation: 2);
            }
        }
    }

    private static void WriteEnd(ToolEnvironment environment, SetupPlan plan, bool isWritten)
    {
        environment.WriteText(
            isWritten ? "Done: build, and commit these files."
            : plan.Steps.Count > 0 ? "Nothing was changed: this was a dry run."
            : "There is nothing to do.");
        foreach (string hint in isWritten ? plan.Hints : [])
        {
            WriteWrapped(environment, hint, indentation: 0);
        }
    }

    private static void WriteWrapped(ToolEnvironment environment, string text, int indentation)
    {
        foreach (string line in WrappedText.Lines(text, environment.Out.Profile.Width, indentation))
        {
            environment.WriteText(line);
        }
    }

    private static string Shown(ToolEnvironment environment, string path) =>
        Path.GetRelativePath(environment.CurrentDirectory, path).Replace(Path.DirectorySeparatorChar, '/');

    private static Option<string?> CreateTransport()
    {
        var option = new Option<string?>("--transport")
        {
            Description = "What the events travel by. Default: Kafka for a program; none for a library, which needs none.",
        };
        option.AcceptOnlyFromAmong([.. SetupPackage.Transports]);
        return option;
    }
}
