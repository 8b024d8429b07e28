using Microsoft.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// Finds what is known of a context's database, in what the application has brought before what is there. Safe for concurrent use.
/// </summary>
sealed class OutboxDatabases(IEnumerable<OutboxDialect> brought)
{
    private readonly OutboxDatabase[] _known =
        [.. brought.Reverse().Append(new PostgreSqlDialect()).Append(new SqliteDialect()).Select(dialect => new OutboxDatabase(dialect))];

    /// <summary>The database of a context.</summary>
    /// <exception cref="InvalidOperationException">There is no dialect for its provider.</exception>
    public OutboxDatabase Of(DbContext context)
    {
        string? provider = context.Database.ProviderName;
        return Array.Find(_known, one => one.Dialect.ProviderName == provider) ?? throw new InvalidOperationException(
            $"{context.GetType().Name} is on {provider ?? "no provider"}. The outbox and transactional handlers know "
            + $"{string.Join(" and ", _known.Select(one => one.Dialect.ProviderName))}: use one of these, or give AddOutboxDialect what "
            + "they need of this one (docs/outbox.md, Other databases).");
    }
}
