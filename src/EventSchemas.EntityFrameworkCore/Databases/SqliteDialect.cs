using System.Data.Common;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>SQLite, where one transaction writes at a time.</summary>
sealed class SqliteDialect : OutboxDialect
{
    public override string ProviderName => "Microsoft.EntityFrameworkCore.Sqlite";

    public override bool HasAmbientTransactions => false;

    // The text of a time as EF Core's functions write it there.
    public override string UtcNow => "rtrim(rtrim(strftime('%Y-%m-%d %H:%M:%f', 'now'), '0'), '.')";

    public override string InsertUnlessThere(string table, IReadOnlyList<string> columns, IReadOnlyList<string> values) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", values)}) ON CONFLICT DO NOTHING";

    public override bool PrepareLock(DbCommand command, int space, IReadOnlyList<int> buckets) => false;
}
