using System.CommandLine;
using EventSchemas.Hosting;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Shows a dead letter with the event in it.</summary>
static class LetterShowCommand
{
    private static readonly Argument<string> Group = GroupArguments.CreateGroup();

    private static readonly Argument<string> Id = new("id")
    {
        Description = "The letter's id, as list shows it, or the id of its event.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(ToolEnvironment environment)
    {
        var command = new Command("show", "Show a dead letter: why it is there, its headers and its event.")
        {
            Group, Id, CommonOptions.ShowPersonalData,
        };
        KnownBuild.AddTo(command);
        DeadLetterCommands.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(environment, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ParseResult result, CancellationToken cancellationToken)
    {
        string group = result.GetRequiredValue(Group);
        var build = KnownBuild.Load(environment, result);
        BusConnection bus = await DeadLetterCommands
            .OpenAsync(environment, result, group, BusParts.Broker | BusParts.Registry, cancellationToken)
            .ConfigureAwait(false);
        await using (bus.ConfigureAwait(false))
        {
            bool showsPersonalData = result.GetValue(CommonOptions.ShowPersonalData);
            DeadLetter letter = await ToolProgress
                .ShowAsync(
                    environment, "Reading dead letters", _ => FindAsync(bus, group, result.GetRequiredValue(Id), cancellationToken))
                .ConfigureAwait(false);
            var views = new MessageViews(environment, bus, build, showsPersonalData);
            LetterView view = LetterView.Of(letter, build, showsPersonalData) with
            {
                Message = await ReadAsync(bus, group, letter, views, cancellationToken).ConfigureAwait(false),
            };
            if (result.GetValue(CommonOptions.Json))
            {
                environment.WriteJson(view);
            }
            else
            {
                Write(environment, view);
            }
        }

        return ExitCode.Success;
    }

    private static async Task<DeadLetter> FindAsync(BusConnection bus, string group, string id, CancellationToken cancellationToken)
    {
        await foreach (DeadLetter letter in bus.DeadLetters.ReadAsync(group, cancellationToken).ConfigureAwait(false))
        {
            if (LetterIds.AnyIsOf(letter, [id]))
            {
                return letter;
            }
        }

        throw new ToolException(
            $"The group {group} has no open dead letter {id} in {bus.GroupOf(group).DeadLetterTopic}: 'eventschemas dlq list' shows those "
            + "that it has.",
            ExitCode.Usage);
    }

    // The letter is a message of its topic, and is read like any other.
    private static async Task<MessageView?> ReadAsync(
        BusConnection bus, string group, DeadLetter letter, MessageViews views, CancellationToken cancellationToken)
    {
        var request = new TailRequest
        {
            Topic = bus.GroupOf(group).DeadLetterTopic,
            From = LetterIds.PositionOf(letter),
            To = EventPosition.Latest,
        };
        await foreach (TailMessage message in bus.Tail.ReadAsync(request, cancellationToken).ConfigureAwait(false))
        {
            return await views.ReadAsync(message, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private static void Write(ToolEnvironment environment, LetterView view)
    {
        view.Write(environment);
        if (view.FirstFailure is { } first)
        {
            MessageBlock.WriteFacts(environment, [$"first failed {MessageBlock.TextOf(first)}"]);
        }

        if (view.Message is not { } message)
        {
            return;
        }

        foreach ((string name, string? text) in message.Headers.Where(header => !header.Key.StartsWith(
            DeadLetterNames.Prefix, StringComparison.Ordinal)))
        {
            environment.Out.MarkupLineInterpolated($"  [grey]{Printable.Of(name)}[/] {Printable.Of(text ?? "")}");
        }

        if (message.Event is { } json)
        {
            MessageBlock.WriteJson(environment, json);
        }
        else
        {
            environment.Out.MarkupLineInterpolated(
                $"  [yellow]not readable, {message.ValueBytes ?? 0} bytes: {Printable.Of(message.Problem ?? "")}[/]");
        }
    }
}
