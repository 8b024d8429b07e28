using System.Data.Common;
using System.Transactions;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// The events that one context publishes. They are rows that SaveChanges writes, in a transaction that has locked their buckets first. Not
/// safe for concurrent use, like its context.
/// </summary>
sealed partial class OutboxSession(ICurrentDbContext current, IDbContextOptions options)
    : ISaveChangesInterceptor, IDbCommandInterceptor, IDbTransactionInterceptor, IResettableService, IDisposable
{
    private readonly OutboxRuntime _runtime = options.FindExtension<OutboxExtension>()!.Runtime;
    private readonly List<Published> _published = [];
    private readonly SortedSet<int> _written = [];
    private readonly HashSet<string> _newSchemas = new(StringComparer.Ordinal);
    private AutoTransactionBehavior? _restored;
    private OutboxDatabase? _database;
    private Transaction? _ambient;
    private SortedSet<int> _ambientBuckets = [];
    private bool _isSaving;
    private bool _isPreparing;
    private bool _isWriting;
    private bool _isOpened;

    public OutboxRuntime Runtime => _runtime;

    private DbContext Context => current.Context;

    private OutboxDatabase Database => _database ??= _runtime.Databases.Of(Context);

    /// <summary>Adds an event to what SaveChanges writes.</summary>
    public PublishResult Publish(UndeliveredEvent waiting)
    {
        PublishResult result = Add(waiting);
        if (_isPreparing)
        {
            BeginSavingAsync(isAsync: false, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }

        return result;
    }

    /// <summary>Adds an event to what SaveChanges writes.</summary>
    public async ValueTask<PublishResult> PublishAsync(UndeliveredEvent waiting, CancellationToken cancellationToken)
    {
        PublishResult result = Add(waiting);
        if (_isPreparing)
        {
            await BeginSavingAsync(isAsync: true, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    private PublishResult.Deferred Add(UndeliveredEvent waiting)
    {
        foreach (OutboxRow row in OutboxRows.Of(waiting, _runtime.Options.Buckets, TraceContext.Current, _runtime.Time.GetUtcNow()))
        {
            _published.Add(new Published(Context.Add(row), waiting));
        }

        return new PublishResult.Deferred(waiting.Id, "It is sent when its transaction has committed.");
    }

    /// <summary>Forgets the events that weren't saved: their publisher knows.</summary>
    public void Discard() => _published.Clear();

    /// <summary>Fails where events can't be published to this context.</summary>
    /// <exception cref="InvalidOperationException">The model has no outbox, or the database ignores the transaction.</exception>
    public void Check()
    {
        if (Context.Model.FindEntityType(typeof(OutboxRow)) is null)
        {
            throw new InvalidOperationException(
                $"{Context.GetType().Name} has no outbox: call modelBuilder.AddEventOutbox() in OnModelCreating, and add a migration.");
        }

        if (!Database.Dialect.HasAmbientTransactions && Transaction.Current is not null)
        {
            throw new InvalidOperationException(
                $"{Context.Database.ProviderName} takes no part in a TransactionScope, so that the event could be published although the "
                + "scope is rolled back: use Database.BeginTransaction instead.");
        }
    }

    InterceptionResult<int> ISaveChangesInterceptor.SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        BeginPreparing();
        BeginSavingAsync(isAsync: false, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return result;
    }

    async ValueTask<InterceptionResult<int>> ISaveChangesInterceptor.SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken)
    {
        BeginPreparing();
        await BeginSavingAsync(isAsync: true, cancellationToken).ConfigureAwait(false);
        return result;
    }

    int ISaveChangesInterceptor.SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        EndSaving(isSaved: true);
        return result;
    }

    ValueTask<int> ISaveChangesInterceptor.SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken)
    {
        EndSaving(isSaved: true);
        return new(result);
    }

    void ISaveChangesInterceptor.SaveChangesFailed(DbContextErrorEventData eventData) => EndSaving(isSaved: false);

    Task ISaveChangesInterceptor.SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken)
    {
        EndSaving(isSaved: false);
        return Task.CompletedTask;
    }

    void ISaveChangesInterceptor.SaveChangesCanceled(DbContextEventData eventData) => EndSaving(isSaved: false);

    Task ISaveChangesInterceptor.SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken)
    {
        EndSaving(isSaved: false);
        return Task.CompletedTask;
    }

    InterceptionResult<DbDataReader> IDbCommandInterceptor.ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        _isWriting |= eventData.CommandSource == CommandSource.SaveChanges;
        return result;
    }

    ValueTask<InterceptionResult<DbDataReader>> IDbCommandInterceptor.ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken)
    {
        _isWriting |= eventData.CommandSource == CommandSource.SaveChanges;
        return new(result);
    }

    DbTransaction IDbTransactionInterceptor.TransactionStarted(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        RollBack();
        BeginAsync(connection, result, isAsync: false, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        return result;
    }

    async ValueTask<DbTransaction> IDbTransactionInterceptor.TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken)
    {
        RollBack();
        await BeginAsync(connection, result, isAsync: true, cancellationToken).ConfigureAwait(false);
        return result;
    }

    // One that began elsewhere. What an earlier one added may be gone: it can end without a word.
    DbTransaction IDbTransactionInterceptor.TransactionUsed(
        DbConnection connection, TransactionEventData eventData, DbTransaction result)
    {
        RollBack();
        return result;
    }

    ValueTask<DbTransaction> IDbTransactionInterceptor.TransactionUsedAsync(
        DbConnection connection, TransactionEventData eventData, DbTransaction result, CancellationToken cancellationToken)
    {
        RollBack();
        return new(result);
    }

    void IDbTransactionInterceptor.RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) => _newSchemas.Clear();

    Task IDbTransactionInterceptor.RolledBackToSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken)
    {
        _newSchemas.Clear();
        return Task.CompletedTask;
    }

    InterceptionResult IDbTransactionInterceptor.TransactionCommitting(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        if (IsUnsaved())
        {
            Context.SaveChanges();
        }

        return result;
    }

    async ValueTask<InterceptionResult> IDbTransactionInterceptor.TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken)
    {
        if (IsUnsaved())
        {
            await Context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    void IDbTransactionInterceptor.TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Commit();

    Task IDbTransactionInterceptor.TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        Commit();
        return Task.CompletedTask;
    }

    void IDbTransactionInterceptor.TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => RollBack();

    Task IDbTransactionInterceptor.TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        RollBack();
        return Task.CompletedTask;
    }

    void IResettableService.ResetState() => Dispose();

    Task IResettableService.ResetStateAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        if (Unsaved() is { Length: > 0 } unsaved)
        {
            LogUnsaved(_runtime.Logger, _runtime.ContextType.Name, unsaved);
        }

        _published.Clear();
        RollBack();
        _ambient = null;
        _isSaving = false;
        _isPreparing = false;
        _isWriting = false;
    }

    // The interceptors of the application are asked after this one, and may publish too. One that throws ends the saving without a word,
    // so that what it began is undone now.
    private void BeginPreparing()
    {
        EndSaving(isSaved: false);
        _isPreparing = true;
    }

    private async ValueTask BeginSavingAsync(bool isAsync, CancellationToken cancellationToken)
    {
        _published.RemoveAll(one => one.IsSaved && StateOf(one) != EntityState.Added);
        if (!_published.Exists(one => StateOf(one) == EntityState.Added))
        {
            return;
        }

        DatabaseFacade database = Context.Database;
        if (database.CurrentTransaction is { } transaction)
        {
            await LockAsync(database.GetDbConnection(), transaction.GetDbTransaction(), isAsync, cancellationToken).ConfigureAwait(false);
        }
        else if (Transaction.Current is { } ambient)
        {
            if (!_isOpened)
            {
                await OpenAsync(isAsync, cancellationToken).ConfigureAwait(false);
            }

            await LockAsync(database.GetDbConnection(), transaction: null, isAsync, cancellationToken).ConfigureAwait(false);
            Follow(ambient);
            _ambientBuckets.UnionWith(_written);
        }
        else if (database.AutoTransactionBehavior == AutoTransactionBehavior.Never)
        {
            throw new InvalidOperationException(
                $"{Context.GetType().Name} saves without a transaction, because its AutoTransactionBehavior is Never. Its events could be "
                + $"published without its other changes: begin a transaction. Unsaved: {Unsaved()}.");
        }
        else
        {
            // EF Core opens none for a single command. The lock follows when it has begun.
            _restored ??= database.AutoTransactionBehavior;
            database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
        }

        _isSaving = true;
    }

    private async ValueTask BeginAsync(
        DbConnection connection, DbTransaction transaction, bool isAsync, CancellationToken cancellationToken)
    {
        if (!_isSaving)
        {
            return;
        }

        try
        {
            await LockAsync(connection, transaction, isAsync, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // EF Core doesn't know it yet, and an execution strategy can begin another one.
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void EndSaving(bool isSaved)
    {
        // An interceptor may have left the writing out.
        bool isWritten = isSaved && _isWriting;
        _isPreparing = false;
        _isWriting = false;
        if (!_isSaving)
        {
            return;
        }

        _isSaving = false;
        if (_restored is { } behavior)
        {
            Context.Database.AutoTransactionBehavior = behavior;
            _restored = null;
        }

        if (_isOpened)
        {
            _isOpened = false;
            Context.Database.CloseConnection();
        }

        if (isWritten)
        {
            foreach (Published one in _published)
            {
                EntityState state = StateOf(one);
                one.IsSaved |= state is EntityState.Added or EntityState.Unchanged;
                if (state == EntityState.Unchanged)
                {
                    // Nobody reads it here again.
                    one.Entry.State = EntityState.Detached;
                }
            }

            _published.RemoveAll(one => one.IsSaved && StateOf(one) == EntityState.Detached);
        }
    }

    private async ValueTask LockAsync(
        DbConnection connection, DbTransaction? transaction, bool isAsync, CancellationToken cancellationToken)
    {
        Published[] added = [.. _published.Where(one => StateOf(one) == EntityState.Added)];
        string name = OutboxDatabase.NameOf(connection);
        foreach (UndeliveredEvent waiting in added.DistinctBy(one => one.Row.Fingerprint).Select(one => one.Event))
        {
            OutboxSchemaRow schema = OutboxRows.SchemaOf(waiting);
            if (!_runtime.HasSchema(name, schema.Fingerprint))
            {
                await Database.AddSchemaAsync(Context, connection, transaction, schema, isAsync, cancellationToken)
                    .ConfigureAwait(false);
                _newSchemas.Add(schema.Fingerprint);
            }
        }

        int[] buckets = [.. added.Select(one => one.Row.Bucket).Distinct().Order()];
        if (_runtime.Options.Order == OutboxOrder.ByKey)
        {
            await Database.LockAsync(Context, connection, transaction, buckets, isAsync, cancellationToken).ConfigureAwait(false);
        }

        _written.UnionWith(buckets);
    }

    private async ValueTask OpenAsync(bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            await Context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            Context.Database.OpenConnection();
        }

        _isOpened = true;
    }

    private void Follow(Transaction ambient)
    {
        if (_ambient != ambient)
        {
            _ambient = ambient;
            SortedSet<int> buckets = _ambientBuckets = [];
            ambient.TransactionCompleted += (_, e) =>
            {
                if (e.Transaction?.TransactionInformation.Status == TransactionStatus.Committed)
                {
                    _runtime.Committed(buckets);
                }
            };
        }
    }

    private void Commit()
    {
        DbConnection connection = Context.Database.GetDbConnection();
        foreach (string fingerprint in _newSchemas)
        {
            _runtime.AddSchema(OutboxDatabase.NameOf(connection), fingerprint);
        }

        if (_written.Count > 0)
        {
            _runtime.Committed([.. _written]);
        }

        RollBack();
    }

    private void RollBack()
    {
        _written.Clear();
        _newSchemas.Clear();
    }

    /// <summary>Whether a transaction is about to commit without events that were published in it.</summary>
    private bool IsUnsaved()
    {
        // SaveChanges commits its own transaction after it has written. That it began isn't enough: an interceptor may have ended it.
        if (_isWriting || Unsaved() is not { Length: > 0 } unsaved)
        {
            return false;
        }

        bool hasOtherChanges = Context.ChangeTracker.Entries().Any(entry =>
            entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity is not OutboxRow);
        return !hasOtherChanges ? true : throw new InvalidOperationException(
            $"The transaction of {Context.GetType().Name} commits before SaveChanges was called, so that neither its changes nor its "
            + $"events would be written: call SaveChanges first. Unsaved: {unsaved}.");
    }

    // An entry that its context has forgotten keeps the state that it had.
    private EntityState StateOf(Published one) => Context.Entry(one.Row).State;

    private string Unsaved() => string.Join(
        ", ",
        _published.Where(one => !one.IsSaved).Select(one => $"{one.Event.EventType} {one.Event.Id}").Distinct(StringComparer.Ordinal));

    [LoggerMessage(
        1, LogLevel.Error, "A {Context} ends without SaveChanges after events were published to it, which nobody gets: {Events}")]
    private static partial void LogUnsaved(ILogger logger, string context, string events);

    private sealed class Published(EntityEntry<OutboxRow> entry, UndeliveredEvent @event)
    {
        public EntityEntry<OutboxRow> Entry { get; } = entry;

        public OutboxRow Row { get; } = entry.Entity;

        public UndeliveredEvent Event { get; } = @event;

        public bool IsSaved { get; set; }
    }
}
