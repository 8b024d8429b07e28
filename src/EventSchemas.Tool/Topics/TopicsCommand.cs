using System.CommandLine;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary><c>topics</c>: brings the topics of a cluster in line with what a service declares.</summary>
static class TopicsCommand
{
    public static Command Create(ToolEnvironment environment) => new(
        "topics", "Compare the topics of a Kafka cluster with what the service declares, and create or change them.")
    {
        Create(environment, "plan", "Show what would be created or changed, and what is refused.", isApplied: false),
        Create(environment, "apply", "Show the plan, ask, and carry it out.", isApplied: true),
    };

    private static Command Create(ToolEnvironment environment, string name, string description, bool isApplied)
    {
        var groups = new Option<string[]>("--group")
        {
            Description = "A consumer group whose dead-letter and retry topics are needed and that the settings don't name; may be given "
                + "several times.",
            HelpName = "name",
        };
        var addPartitions = new Option<bool>("--add-partitions")
        {
            Description = "Give topics more partitions, although keys move to other ones.",
        };
        var allowDataLoss = new Option<bool>("--allow-data-loss") { Description = "Change settings by which events are deleted." };
        var command = new Command(name, description) { groups, addPartitions, allowDataLoss };
        KnownBuild.AddTo(command);
        if (isApplied)
        {
            command.Options.Add(CommonOptions.DryRun);
            command.Options.Add(CommonOptions.Yes);
        }

        ConnectionOptions.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            BusConnection bus = await BusConnection
                .OpenAsync(environment, result, BusParts.Broker, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            await using (bus.ConfigureAwait(false))
            {
                if (bus.Transport != BusTransports.Kafka.Name)
                {
                    throw new ToolException($"{bus.Address} has streams, which need no setting up.", ExitCode.Usage);
                }

                using var admin = new KafkaTopicAdmin(bus);
                TopicPlan plan = await PlanAsync(
                    DeclaredTopic.Read(bus, KnownBuild.Load(environment, result).DemandTerms(), result.GetValue(groups) ?? []),
                    admin,
                    new AllowedRisks(result.GetValue(addPartitions), result.GetValue(allowDataLoss)),
                    environment,
                    cancellationToken).ConfigureAwait(false);
                return await RunAsync(
                    environment,
                    plan,
                    isApplied && !result.GetValue(CommonOptions.DryRun) ? admin : null,
                    result.GetValue(CommonOptions.Yes),
                    result.GetValue(CommonOptions.Json),
                    cancellationToken).ConfigureAwait(false);
            }
        });
        return command;
    }

    /// <summary>Shows a plan, and carries it out where somebody agrees.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="admin">The cluster; null to show the plan only.</param>
    /// <param name="yes">Whether nothing is asked.</param>
    /// <param name="json">Whether machines read the output.</param>
    /// <param name="cancellationToken">Ends it between two steps.</param>
    public static async Task<int> RunAsync(
        ToolEnvironment environment, TopicPlan plan, ITopicAdmin? admin, bool yes, bool json, CancellationToken cancellationToken)
    {
        TopicStep[] steps = [.. plan.Steps.Where(step => step.Action != TopicAction.Refused)];
        bool isApplied = admin is not null && steps.Length > 0;
        if (!json)
        {
            Show(environment, plan);
        }

        if (isApplied)
        {
            if (await FindProblemAsync(environment, admin!, steps[0], cancellationToken).ConfigureAwait(false) is { } problem)
            {
                throw new ToolException(problem, ExitCode.Unavailable);
            }

            await environment.ConfirmAsync(
                $"Carry out {Counted.Of(steps.Length, "step")}?",
                yes,
                json ? new TopicReport(IsApplied: false, plan.Steps, plan.Notes) : null,
                cancellationToken).ConfigureAwait(false);
            foreach (TopicStep step in steps)
            {
                await step.ApplyAsync(admin!, cancellationToken).ConfigureAwait(false);
                if (!json)
                {
                    environment.WriteText($"Done: {step.Topic}: {step.Change}.");
                }
            }
        }

        if (json)
        {
            environment.WriteJson(new TopicReport(isApplied, plan.Steps, plan.Notes));
        }

        return steps.Length < plan.Steps.Count ? ExitCode.Findings : ExitCode.Success;
    }

    private static Task<string?> FindProblemAsync(
        ToolEnvironment environment, ITopicAdmin admin, TopicStep first, CancellationToken cancellationToken) =>
        ToolProgress.ShowAsync(environment, "Asking the brokers", _ => admin.FindProblemAsync(first.Topic, cancellationToken));

    private static async Task<TopicPlan> PlanAsync(
        IReadOnlyList<DeclaredTopic> declared,
        KafkaTopicAdmin admin,
        AllowedRisks allowed,
        ToolEnvironment environment,
        CancellationToken cancellationToken)
    {
        if (declared.Count == 0)
        {
            throw new ToolException(
                "No topic is declared: neither contract files, nor a manifest, nor settings name one. Give "
                + $"{KnownBuild.OptionNames}, or --settings.", ExitCode.Usage);
        }

        ClusterState cluster = await ToolProgress
            .ShowAsync(
                environment, "Reading topics", _ => admin.ReadAsync([.. declared.Select(topic => topic.Name)], cancellationToken))
            .ConfigureAwait(false);
        return TopicPlan.Of(declared, cluster, allowed);
    }

    private static void Show(ToolEnvironment environment, TopicPlan plan)
    {
        if (plan.Steps.Count == 0)
        {
            environment.WriteText("Every topic is as declared.");
        }
        else
        {
            environment.WriteEntries(
            [
                .. plan.Steps.Select(step => new ListEntry(
                    Word(step.Action),
                    step.Action == TopicAction.Refused ? "red" : "green",
                    $"{step.Topic}: {step.Change}",
                    step.Reason is { } reason ? [reason] : [])),
            ]);
        }

        foreach (TopicNote note in plan.Notes)
        {
            environment.Out.MarkupLineInterpolated($"[yellow]{note.Topic}[/]: {note.Text}");
        }
    }

    private static string Word(TopicAction action) => action switch
    {
        TopicAction.Create => "create",
        TopicAction.AddPartitions => "add partitions",
        TopicAction.Set => "set",
        _ => "refused",
    };
}

/// <summary>A plan of topics as JSON. Immutable.</summary>
/// <param name="IsApplied">Whether it was carried out.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Notes">What is to be known.</param>
sealed record TopicReport(bool IsApplied, IReadOnlyList<TopicStep> Steps, IReadOnlyList<TopicNote> Notes);
