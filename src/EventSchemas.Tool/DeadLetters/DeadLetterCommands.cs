using System.CommandLine;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>The commands about dead letters.</summary>
static class DeadLetterCommands
{
    /// <summary>Creates the command and its subcommands.</summary>
    public static Command Create(ToolEnvironment environment) =>
        new("dlq", "The dead letters of a consumer group: list them, show one, give them to their handlers again, purge them.")
        {
            LetterListCommand.Create(environment),
            LetterShowCommand.Create(environment),
            RedriveCommand.Create(environment),
            LetterPurgeCommand.Create(environment),
        };

    /// <summary>Adds what every command needs to find letters.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(GroupArguments.DeadLetterTopic);
        ConnectionOptions.AddTo(command);
    }

    /// <summary>Opens the bus with a group.</summary>
    public static Task<BusConnection> OpenAsync(
        ToolEnvironment environment, ParseResult result, string group, BusParts parts, CancellationToken cancellationToken) =>
        BusConnection.OpenAsync(environment, result, parts, bus => bus.Add(result, group), cancellationToken);

    /// <summary>Counts the letters that a filter means.</summary>
    public static Task<LetterHistogram> CountAsync(
        ToolEnvironment environment, BusConnection bus, string group, LetterFilter filter, CancellationToken cancellationToken) =>
        ToolProgress.ShowAsync(environment, "Reading dead letters", async show =>
        {
            var histogram = new LetterHistogram();
            await foreach (DeadLetter letter in bus.DeadLetters.ReadAsync(group, cancellationToken).ConfigureAwait(false))
            {
                if (filter.Matches(letter))
                {
                    histogram.Add(letter);
                    show($"{histogram.Letters}");
                }
            }

            return histogram;
        });
}
