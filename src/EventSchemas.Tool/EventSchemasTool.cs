using System.CommandLine;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>The command line: which commands there are, and how one ends.</summary>
static class EventSchemasTool
{
    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, ToolEnvironment environment, CancellationToken cancellationToken = default)
    {
        // Arguments that begin with @ are texts, and no files with further arguments.
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null };
        ParseResult result = CreateRoot(environment).Parse(arguments, parser);
        IReadOnlyList<string> errors = CommandLineErrors.Of(result);
        if (errors.Count > 0)
        {
            environment.WriteError(string.Join('\n', errors));
            return ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = environment.Out.Profile.Out.Writer,
            Error = environment.Error.Profile.Out.Writer,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await result.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OutputClosedException)
        {
            // Who closed it has seen enough.
            return ExitCode.Success;
        }
        catch (ToolException e)
        {
            environment.WriteError(e.Message);
            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            environment.WriteError("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (e is EventBusReadException or DeadLetterException or EventReplayException or IOException
            or UnauthorizedAccessException)
        {
            environment.WriteError(e.Message);
            return ExitCode.Unavailable;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand CreateRoot(ToolEnvironment environment) => new ToolCommand(
        environment, "Contracts, events, dead letters, registry and topics of EventSchemas, from a terminal or a script.")
    {
        CommonOptions.Json,

        // In the order of an event's life, which is the order of the help.
        InitCommand.Create(environment),
        NewCommand.Create(environment),
        ImportCommand.Create(environment),
        CheckCommand.Create(environment),
        DiffCommand.Create(environment),
        AllowedCommand.Create(environment),
        ExplainCommand.Create(environment),
        AcceptCommand.Create(environment),
        ShipCommand.Create(environment),
        RetireCommand.Create(environment),
        RegistryCommand.Create(environment),
        TopicsCommand.Create(environment),
        CatalogCommand.Create(environment),
        DoctorCommand.Create(environment),
        TailCommand.Create(environment),
        ProduceCommand.Create(environment),
        LagCommand.Create(environment),
        GroupCommands.Create(environment),
        DeadLetterCommands.Create(environment),
        ReplayCommand.Create(environment),
        OutboxCommands.Create(environment),
        DevCommand.Create(environment),
        CompletionCommand.Create(environment),
    };
}
