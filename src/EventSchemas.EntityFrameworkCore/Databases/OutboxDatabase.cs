using System.Data.Common;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// What depends on the database: the lock that makes the order of a key provable, and inserting what may be there already. Everything else
/// is left to EF Core. Immutable.
/// </summary>
sealed class OutboxDatabase(OutboxDialect dialect)
{
    public OutboxDialect Dialect => dialect;

    /// <summary>Tells databases apart that contexts of one type are on.</summary>
    public static string NameOf(DbConnection connection) => $"{connection.DataSource}/{connection.Database}";

    /// <summary>
    /// Locks buckets until the transaction ends, in their order, so that two transactions with the same buckets don't wait for each other.
    /// </summary>
    public async ValueTask LockAsync(
        DbContext context, DbConnection connection, DbTransaction? transaction, int[] buckets, bool isAsync, CancellationToken cancellation)
    {
        DbCommand command = CommandOf(context, connection, transaction);
        await using (command.ConfigureAwait(false))
        {
            if (dialect.PrepareLock(command, SpaceOf(context), buckets))
            {
                await ExecuteAsync(command, isAsync, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Adds a schema unless it is there.</summary>
    public async ValueTask AddSchemaAsync(
        DbContext context,
        DbConnection connection,
        DbTransaction? transaction,
        OutboxSchemaRow schema,
        bool isAsync,
        CancellationToken cancellation)
    {
        DbCommand command = CommandOf(context, connection, transaction);
        await using (command.ConfigureAwait(false))
        {
            (string, object?)[] values =
            [
                (nameof(schema.Fingerprint), schema.Fingerprint), (nameof(schema.EventType), schema.EventType),
                (nameof(schema.Schema), schema.Schema), (nameof(schema.KeyPath), schema.KeyPath), (nameof(schema.KeyType), schema.KeyType),
                (nameof(schema.KeyFormat), schema.KeyFormat), (nameof(schema.IsCloudEvent), schema.IsCloudEvent),
            ];
            Insert<OutboxSchemaRow>(context, command, values, []);
            await ExecuteAsync(command, isAsync, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Remembers that a handler handles an event.</summary>
    /// <returns>Whether it is new. A transaction that adds the same row at the same time is waited for.</returns>
    public async Task<bool> TryAddProcessedAsync(DbContext context, EventContext handled, CancellationToken cancellation)
    {
        DbCommand command = CommandOf(
            context, context.Database.GetDbConnection(), context.Database.CurrentTransaction!.GetDbTransaction());
        await using (command.ConfigureAwait(false))
        {
            (string, object?)[] values =
            [
                (nameof(ProcessedEventRow.ConsumerGroup), handled.Group), (nameof(ProcessedEventRow.Handler), handled.Handler),
                (nameof(ProcessedEventRow.EventId), handled.Metadata.Id),
            ];
            Insert<ProcessedEventRow>(context, command, values, [(nameof(ProcessedEventRow.HandledAt), dialect.UtcNow)]);
            return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) > 0;
        }
    }

    // With the context's time-out: a lock can be waited for.
    private static DbCommand CommandOf(DbContext context, DbConnection connection, DbTransaction? transaction)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = context.Database.GetCommandTimeout() ?? command.CommandTimeout;
        return command;
    }

    private void Insert<TRow>(
        DbContext context, DbCommand command, (string Property, object? Value)[] values, (string Property, string Sql)[] computed)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        IEntityType row = context.Model.FindEntityType(typeof(TRow))!;
        foreach ((string property, object? value) in values)
        {
            RelationalTypeMapping mapping = row.FindProperty(property)!.GetRelationalTypeMapping();
            command.Parameters.Add(mapping.CreateParameter(command, sql.GenerateParameterName(property), value));
        }

        command.CommandText = dialect.InsertUnlessThere(
            sql.DelimitIdentifier(row.GetTableName()!, row.GetSchema()),
            [.. values.Select(one => one.Property).Concat(computed.Select(one => one.Property))
                .Select(property => sql.DelimitIdentifier(row.FindProperty(property)!.GetColumnName()))],
            [.. values.Select(one => sql.GenerateParameterNamePlaceholder(one.Property)).Concat(computed.Select(one => one.Sql))]);
    }

    // Advisory locks are known by numbers alone, in the whole database.
    private static int SpaceOf(DbContext context)
    {
        IEntityType row = context.Model.FindEntityType(typeof(OutboxRow))!;
        return (int)KeyLanes.Of($"{row.GetSchema()}.{row.GetTableName()}", key: null);
    }

    private static async ValueTask ExecuteAsync(DbCommand command, bool isAsync, CancellationToken cancellation)
    {
        if (isAsync)
        {
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
        else
        {
            command.ExecuteNonQuery();
        }
    }
}
