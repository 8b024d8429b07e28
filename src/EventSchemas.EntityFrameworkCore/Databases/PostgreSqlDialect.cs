using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>PostgreSQL, which has locks that end with a transaction.</summary>
sealed class PostgreSqlDialect : OutboxDialect
{
    public const string Provider = "Npgsql.EntityFrameworkCore.PostgreSQL";

    public override string ProviderName => Provider;

    public override string UtcNow => "now()";

    public override string InsertUnlessThere(string table, IReadOnlyList<string> columns, IReadOnlyList<string> values) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", values)}) ON CONFLICT DO NOTHING";

    public override bool PrepareLock(DbCommand command, int space, IReadOnlyList<int> buckets)
    {
        command.CommandText = "SELECT pg_advisory_xact_lock(@space, bucket) FROM unnest(@buckets) AS bucket";
        AddParameter(command, "space", space);
        AddParameter(command, "buckets", buckets.ToArray());
        return true;
    }

    /// <summary>
    /// Lets the statement that changes some rows end without waiting for the disk, where the database can do that. A crash of the database
    /// can undo it although it was reported as done.
    /// </summary>
    public static IQueryable<OutboxRow> WithoutWaiting(DbContext context, IQueryable<OutboxRow> rows)
    {
        if (context.Database.ProviderName != Provider)
        {
            return rows;
        }

        // A condition is the only place in the statement for it; the setting ends with the statement's transaction.
        IQueryable<string> setting = context.Database.SqlQuery<string>(
            $"SELECT set_config('synchronous_commit', 'off', true) AS \"Value\"");
        return rows.Where(_ => setting.Any(value => value == "off"));
    }
}
