using System.CommandLine;

namespace EventSchemas.Tool.Tests;

/// <summary>The commands of a command line.</summary>
static class CommandTree
{
    /// <summary>The commands that do something themselves, with the names that lead to each.</summary>
    public static IEnumerable<(string Path, Command Command)> Runnable(Command command, string path = "") =>
        command.Subcommands.SelectMany(one => Runnable(one, path.Length == 0 ? one.Name : $"{path} {one.Name}"))
            .Concat(command.Action is not null && path.Length > 0 ? [(path, command)] : []);
}
