using System.CommandLine;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EventSchemas.Tool;

/// <summary>How a command reaches the database of an outbox. What the connection string says is never written.</summary>
static class OutboxConnection
{
    private const string PostgreSql = "postgresql";
    private const string Sqlite = "sqlite";
    private const string VariablePrefix = "env:";

    private static readonly Option<string> Provider = CreateProvider();

    private static readonly Option<string> Connection = new("--connection")
    {
        Description = "The connection string, or env:NAME for an environment variable that has it.",
        Required = true,
        HelpName = "string|env:NAME",
    };

    private static readonly Option<string> Table = new("--table")
    {
        Description = "The outbox's table, if it was renamed, or is in a schema: shop.event_outbox.",
        HelpName = "name",
        DefaultValueFactory = _ => "event_outbox",
    };

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[Provider, Connection, Table])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Does something with an outbox.</summary>
    /// <exception cref="ToolException">The database can't be reached, or has no such table.</exception>
    public static async Task<T> RunAsync<T>(
        ToolEnvironment environment, ParseResult result, Func<OutboxTable, Task<T>> run, CancellationToken cancellationToken)
    {
        DbConnection connection = Create(result.GetRequiredValue(Provider), StringOf(environment, result.GetRequiredValue(Connection)));
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                return await run(new OutboxTable(connection, result.GetRequiredValue(Table))).ConfigureAwait(false);
            }
            catch (DbException e)
            {
                string place = connection.DataSource.Length > 0 ? $" in {connection.DataSource}" : "";
                throw new ToolException(
                    $"The outbox{place} can't be used: {e.Message.TrimEnd('.')}. Check {Connection.Name}, and that the table "
                    + $"{result.GetRequiredValue(Table)} is there.",
                    ExitCode.Unavailable);
            }
        }
    }

    private static Option<string> CreateProvider()
    {
        var option = new Option<string>("--provider") { Description = "The database.", Required = true };
        option.AcceptOnlyFromAmong(PostgreSql, Sqlite);
        return option;
    }

    private static string StringOf(ToolEnvironment environment, string given)
    {
        if (!given.StartsWith(VariablePrefix, StringComparison.Ordinal))
        {
            return given;
        }

        string name = given[VariablePrefix.Length..];
        return environment.Variables.TryGetValue(name, out string? value) && value.Length > 0 ? value : throw new ToolException(
            $"There is no environment variable {name}, which {Connection.Name} names.", ExitCode.Usage);
    }

    private static DbConnection Create(string provider, string text)
    {
        try
        {
            return provider == PostgreSql
                ? new NpgsqlConnection(text)

                // A file that isn't there is an error, and not a new database.
                : new SqliteConnection(new SqliteConnectionStringBuilder(text) { Mode = SqliteOpenMode.ReadWrite }.ToString());
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Its message can repeat a part of the string.
            throw new ToolException($"{Connection.Name} is no connection string of {provider}.", ExitCode.Usage);
        }
    }
}
