using System.Data.Common;
using System.Runtime.CompilerServices;

namespace EventSchemas.Tool;

/// <summary>
/// The table of an outbox, as docs/outbox.md describes it for other tools. Not safe for concurrent use.
/// </summary>
sealed class OutboxTable(DbConnection connection, string table)
{
    private const int Waiting = 0;
    private const int SetAside = 1;
    private const int Sent = 2;

    private readonly string _table = string.Join(
        '.', table.Split('.').Select(part => $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    /// <summary>How many rows wait, are set aside or were sent.</summary>
    public async Task<OutboxCount> CountAsync(OutboxFilter filter, CancellationToken cancellationToken)
    {
        DbCommand command = Command($"SELECT state, COUNT(*) FROM {_table} WHERE {filter.Sql} GROUP BY state", filter);
        await using (command.ConfigureAwait(false))
        {
            var counts = new Dictionary<int, long>();
            DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    counts[rows.GetInt32(0)] = rows.GetInt64(1);
                }
            }

            return new OutboxCount(
                counts.GetValueOrDefault(Waiting), counts.GetValueOrDefault(SetAside), counts.GetValueOrDefault(Sent));
        }
    }

    /// <summary>The rows that are set aside, the oldest first, with the number of those that wait behind each in its lane.</summary>
    public async IAsyncEnumerable<SetAsideRow> ReadSetAsideAsync(
        OutboxFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DbCommand command = Command(
            $"""
            SELECT id, event_type, event_id, topic, key_text, attempts, last_error, created_at,
              (SELECT COUNT(*) FROM {_table} AS held WHERE held.state = {Waiting} AND held.lane = {_table}.lane)
            FROM {_table} WHERE state = {SetAside} AND {filter.Sql} ORDER BY id
            """,
            filter);
        await using (command.ConfigureAwait(false))
        {
            DbDataReader rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return new SetAsideRow
                    {
                        Id = rows.GetInt64(0),
                        EventType = rows.GetString(1),
                        EventId = rows.GetGuid(2),
                        Topic = rows.GetString(3),
                        Key = await rows.IsDBNullAsync(4, cancellationToken).ConfigureAwait(false) ? null : rows.GetString(4),
                        Attempts = rows.GetInt32(5),
                        Reason = await rows.IsDBNullAsync(6, cancellationToken).ConfigureAwait(false) ? null : rows.GetString(6),
                        CreatedAt = new DateTimeOffset(DateTime.SpecifyKind(rows.GetDateTime(7), DateTimeKind.Utc)),
                        Held = rows.GetInt64(8),
                    };
                }
            }
        }
    }

    /// <summary>Lets rows that are set aside wait again, as if they had never been refused.</summary>
    /// <returns>How many.</returns>
    public Task<int> RetryAsync(OutboxFilter filter, CancellationToken cancellationToken) => ExecuteAsync(
        $"UPDATE {_table} SET state = {Waiting}, attempts = 0 WHERE state = {SetAside} AND {filter.Sql}", filter, cancellationToken);

    /// <summary>Deletes rows, whatever their state.</summary>
    /// <returns>How many.</returns>
    public Task<int> PurgeAsync(OutboxFilter filter, CancellationToken cancellationToken) =>
        ExecuteAsync($"DELETE FROM {_table} WHERE {filter.Sql}", filter, cancellationToken);

    private async Task<int> ExecuteAsync(string sql, OutboxFilter filter, CancellationToken cancellationToken)
    {
        DbCommand command = Command(sql, filter);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private DbCommand Command(string sql, OutboxFilter filter)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in filter.Parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

/// <summary>Which rows of an outbox are meant. Immutable.</summary>
/// <param name="EventType">The event type; null for all.</param>
/// <param name="Key">The key as text; null for all.</param>
/// <param name="Row">The number of the row; null for all.</param>
sealed record OutboxFilter(string? EventType, string? Key, long? Row)
{
    /// <summary>Whether every row is meant.</summary>
    public bool IsEmpty => EventType is null && Key is null && Row is null;

    /// <summary>The condition.</summary>
    public string Sql => IsEmpty ? "1 = 1" : string.Join(" AND ", Parts.Select(part => $"{part.Column} = @{part.Column}"));

    /// <summary>The values in the condition.</summary>
    public IEnumerable<(string Name, object Value)> Parameters => Parts.Select(part => (part.Column, part.Value!));

    private IEnumerable<(string Column, object? Value)> Parts =>
        new (string Column, object? Value)[] { ("event_type", EventType), ("key_text", Key), ("id", Row) }
            .Where(part => part.Value is not null);
}

/// <summary>How many rows there are in each state. Immutable.</summary>
sealed record OutboxCount(long Waiting, long SetAside, long Sent)
{
    /// <summary>All rows.</summary>
    public long Total => Waiting + SetAside + Sent;
}

/// <summary>An event that the bus refused. Immutable.</summary>
sealed record SetAsideRow
{
    /// <summary>Its number in the table.</summary>
    public required long Id { get; init; }

    public required string EventType { get; init; }

    public required Guid EventId { get; init; }

    public required string Topic { get; init; }

    public string? Key { get; init; }

    /// <summary>How often it was refused.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was published.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many events of its key wait behind it, where a refused event holds up its key.</summary>
    public required long Held { get; init; }
}
