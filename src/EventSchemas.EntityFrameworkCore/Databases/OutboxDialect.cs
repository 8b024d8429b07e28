using System.Data.Common;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// What the outbox and processed events need of a database and EF Core can't express. PostgreSQL and SQLite are there; for another provider
/// an application registers its own with <c>AddOutboxDialect</c>. Everything else is asked in EF Core's LINQ, with <c>ExecuteUpdate</c> and
/// <c>ExecuteDelete</c>. Implementations are immutable and safe for concurrent use.
/// </summary>
public abstract class OutboxDialect
{
    /// <summary>The provider, as <c>context.Database.ProviderName</c> names it.</summary>
    public abstract string ProviderName { get; }

    /// <summary>
    /// The present time in UTC by the database's clock, as SQL, in the form in which the provider stores a <see cref="DateTime"/>.
    /// </summary>
    public abstract string UtcNow { get; }

    /// <summary>
    /// Whether connections take part in a <see cref="System.Transactions.TransactionScope"/>; they do by default. Where they don't,
    /// publishing in one fails.
    /// </summary>
    public virtual bool HasAmbientTransactions => true;

    /// <summary>
    /// The statement that inserts a row unless one with its primary key is there. It affects one row or none, never fails because the row
    /// is there, and waits for the end of a transaction that has inserted the same key.
    /// </summary>
    /// <param name="table">The table, quoted.</param>
    /// <param name="columns">The columns, quoted.</param>
    /// <param name="values">Parameters or expressions, one for each column.</param>
    public abstract string InsertUnlessThere(string table, IReadOnlyList<string> columns, IReadOnlyList<string> values);

    /// <summary>
    /// Makes a command lock buckets. A lock is held until the command's transaction ends, however that ends, and only one transaction has
    /// the lock of a bucket. Buckets are locked in the order in which they are given; having one already is no error. The rows of a bucket
    /// get their numbers behind its lock, so that the numbers grow in the order of the commits: without that, events can be left behind
    /// or sent in another order than they were committed.
    /// </summary>
    /// <param name="command">The command, which has its connection, transaction and time-out.</param>
    /// <param name="space">A number that tells the outbox apart from others in the database.</param>
    /// <param name="buckets">The buckets, in ascending order.</param>
    /// <returns>Whether the command must be executed; not where a transaction that writes is alone anyway.</returns>
    public abstract bool PrepareLock(DbCommand command, int space, IReadOnlyList<int> buckets);

    /// <summary>Adds a parameter to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    protected static void AddParameter(DbCommand command, string name, object value)
    {
        ArgumentNullException.ThrowIfNull(command);
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
