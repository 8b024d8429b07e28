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
sealed class OutboxDatabase
{
    private const string PostgreSql = "Npgsql.EntityFrameworkCore.PostgreSQL";
    private const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";

    private readonly string? _provider;

    private OutboxDatabase(string? provider) => _provider = provider;

    /// <summary>The database of a context.</summary>
    public static OutboxDatabase Of(DbContext context) => new(context.Database.ProviderName);

    /// <summary>Tells databases apart that contexts of one type are on.</summary>
    public static string NameOf(DbConnection connection) => $"{connection.DataSource}/{connection.Database}";

    /// <summary>The provider's name, for messages.</summary>
    public string Name => _provider ?? "no provider";

    /// <summary>Whether the outbox works there.</summary>
    public bool IsSupported => IsPostgreSql || IsSqlite;

    /// <summary>Whether it takes part in an ambient transaction.</summary>
    public bool HasAmbientTransactions => !IsSqlite;

    // One transaction writes at a time there, so that no lock is needed.
    private bool IsSqlite => _provider == Sqlite;

    private bool IsPostgreSql => _provider == PostgreSql;

    /// <summary>
    /// Locks buckets until the transaction ends, in their order, so that two transactions with the same buckets don't wait for each other.
    /// SQLite needs nothing: a transaction that writes is alone.
    /// </summary>
    public async ValueTask LockAsync(
        DbContext context, DbConnection connection, DbTransaction? transaction, int[] buckets, bool isAsync, CancellationToken cancellation)
    {
        if (!IsPostgreSql)
        {
            return;
        }

        DbCommand command = CommandOf(context, connection, transaction);
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = "SELECT pg_advisory_xact_lock(@space, bucket) FROM unnest(@buckets) AS bucket";
            Add(command, "space", SpaceOf(context));
            Add(command, "buckets", buckets);
            await ExecuteAsync(command, isAsync, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Lets the statement that changes some rows end without waiting for the disk, where the database can do that. A crash of the database
    /// can undo it although it was reported as done.
    /// </summary>
    public IQueryable<OutboxRow> WithoutWaiting(DbContext context, IQueryable<OutboxRow> rows)
    {
        if (!IsPostgreSql)
        {
            return rows;
        }

        // A condition is the only place in the statement for it; the setting ends with the statement's transaction.
        IQueryable<string> setting = context.Database.SqlQuery<string>(
            $"SELECT set_config('synchronous_commit', 'off', true) AS \"Value\"");
        return rows.Where(_ => setting.Any(value => value == "off"));
    }

    /// <summary>Adds a schema unless it is there.</summary>
    public static async ValueTask AddSchemaAsync(
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
                (nameof(ProcessedEventRow.EventId), EventIdValue(context, handled.Metadata.Id)),
            ];
            Insert<ProcessedEventRow>(context, command, values, [(nameof(ProcessedEventRow.HandledAt), Now)]);
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

    // The text of a time as EF Core's functions write it there.
    private string Now => IsSqlite ? "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')" : "now()";

    private static object EventIdValue(DbContext context, Guid id)
    {
        IProperty property = context.Model.FindEntityType(typeof(ProcessedEventRow))!.FindProperty(nameof(ProcessedEventRow.EventId))!;
        return property.GetRelationalTypeMapping().Converter?.ConvertToProvider(id) ?? id;
    }

    private static void Insert<TRow>(
        DbContext context, DbCommand command, (string Property, object? Value)[] values, (string Property, string Sql)[] computed)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        IEntityType row = context.Model.FindEntityType(typeof(TRow))!;
        string Column(string property) => sql.DelimitIdentifier(row.FindProperty(property)!.GetColumnName());
        foreach ((string property, object? value) in values)
        {
            Add(command, property, value ?? DBNull.Value);
        }

        string table = sql.DelimitIdentifier(row.GetTableName()!, row.GetSchema());
        string columns = string.Join(", ", values.Select(one => Column(one.Property)).Concat(computed.Select(one => Column(one.Property))));
        string list = string.Join(", ", values.Select(one => "@" + one.Property).Concat(computed.Select(one => one.Sql)));
        command.CommandText = $"INSERT INTO {table} ({columns}) VALUES ({list}) ON CONFLICT DO NOTHING";
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

    private static void Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
