using System.CommandLine;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary><c>diff</c>: what differs between two contracts, and who breaks by it.</summary>
static class DiffCommand
{
    private const int Indentation = 2;

    public static Command Create(ToolEnvironment environment)
    {
        const string what = "A schema file, an assembly, or a version: order.placed.v1@2, or order.placed.v1 for what is accepted.";
        var old = new Argument<string>("a")
        {
            Description = "The first contract. " + what,
            HelpName = "A",
            CompletionSources = { EventTypeCompletion.Find },
        };
        var @new = new Argument<string>("b")
        {
            Description = "The second contract, likewise.",
            HelpName = "B",
            CompletionSources = { EventTypeCompletion.Find },
        };
        var contracts = new Option<string?>("--contracts")
        {
            Description = "The folder of the contract files. Default: schemas.",
            HelpName = "folder",
        };
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 1 where something differs." };
        var command = new Command("diff", "Say what differs between two contracts, and who breaks by it at which level.")
        {
            old, @new, contracts, exitCode,
        };
        command.SetAction(result =>
        {
            string? folder = result.GetValue(contracts) is { } named ? environment.ExistingFolder(named, contracts.Name) : null;
            (string before, string after) = (result.GetValue(old)!, result.GetValue(@new)!);
            EventChanges changes = EventChanges.Between(
                ContractSide.Read(environment, before, folder), ContractSide.Read(environment, after, folder));
            if (result.GetValue(CommonOptions.Json))
            {
                environment.WriteJson(changes);
            }
            else
            {
                Write(environment, changes, before, after);
            }

            return result.GetValue(exitCode) && !changes.AreNone ? ExitCode.Findings : ExitCode.Success;
        });
        return command;
    }

    private static void Write(ToolEnvironment environment, EventChanges changes, string before, string after)
    {
        foreach (string eventType in changes.OnlyFirst)
        {
            environment.WriteText($"{eventType} is only in {before}.");
        }

        foreach (string eventType in changes.OnlySecond)
        {
            environment.WriteText($"{eventType} is only in {after}.");
        }

        foreach (ContractComparison comparison in changes.Changed)
        {
            environment.Out.MarkupLineInterpolated($"[bold]{comparison.EventType}[/]");
            foreach (string line in comparison.Differences.Concat(comparison.Terms))
            {
                WriteIndented(environment, line, Indentation);
            }

            foreach (ChangeEffect effect in comparison.Effects)
            {
                environment.Out.MarkupLineInterpolated($"[{(effect.Levels.Count == 0 ? "yellow" : "red")}]{effect.Rule}[/] {effect.Title}");
                WriteIndented(environment, $"{effect.Difference}: {string.Join(", and ", effect.Who)} ({effect.Transport}).", Indentation);
                if (effect.Levels.Count > 0)
                {
                    WriteIndented(environment, $"Forbidden by {string.Join(", ", effect.Levels)}.", Indentation);
                }
            }

            if (comparison.Instead.Count > 0)
            {
                environment.Out.MarkupLine("[yellow]Changes the meaning[/]: readers get a default, without an error");
                foreach (string line in comparison.Instead)
                {
                    WriteIndented(environment, $"{line}.", Indentation);
                }
            }

            environment.WriteText("");
        }

        if (changes.AreNone)
        {
            environment.WriteText("Nothing differs.");
        }
    }

    private static void WriteIndented(ToolEnvironment environment, string text, int indentation)
    {
        foreach (string line in WrappedText.Lines(text, environment.Out.Profile.Width, indentation))
        {
            environment.WriteText(line);
        }
    }
}
