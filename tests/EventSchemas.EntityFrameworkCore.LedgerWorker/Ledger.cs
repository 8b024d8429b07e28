using Microsoft.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore.LedgerWorker;

/// <summary>An order was entered.</summary>
[OpenEdxEvent("org.acme.ledger.order.v1", Topic = "ledger-orders", Key = "Account", StableBecause = "a test event")]
public sealed partial record OrderEntered(string Account, int Number);

/// <summary>The handler of an order has written its effect.</summary>
[OpenEdxEvent("org.acme.ledger.effect.v1", Topic = "ledger-effects", Key = "Account", StableBecause = "a test event")]
public sealed partial record EffectWritten(string Account, int Number);

/// <summary>The settings of a process. Immutable.</summary>
public sealed record LedgerSettings
{
    /// <summary>The group of all processes.</summary>
    public const string Group = "ledger";

    /// <summary>The process's name, which no other has.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the database is SQLite rather than PostgreSQL.</summary>
    public bool IsSqlite { get; init; }

    /// <summary>The connection string.</summary>
    public required string Connection { get; init; }

    /// <summary>The folder of the bus.</summary>
    public required string Folder { get; init; }

    /// <summary>The first number of an order.</summary>
    public int First { get; init; }

    /// <summary>How many transactions the process runs.</summary>
    public int Rounds { get; init; }

    /// <summary>Decides what transactions do.</summary>
    public int Seed { get; init; }

    /// <summary>The step at which the process is killed; none by default.</summary>
    public string? KillAt { get; init; }

    /// <summary>At which time that it passes the step.</summary>
    public int KillAfter { get; init; } = 1;
}

/// <summary>An order.</summary>
public sealed class LedgerOrder
{
    /// <summary>The row's number.</summary>
    public int Id { get; set; }

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>The order's number, which no other has.</summary>
    public int Number { get; init; }
}

/// <summary>What a handler wrote.</summary>
public sealed class LedgerEffect
{
    /// <summary>The row's number.</summary>
    public int Id { get; set; }

    /// <summary>The event that it handled.</summary>
    public Guid EventId { get; init; }
}

/// <summary>The database.</summary>
public sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    /// <summary>The orders.</summary>
    public DbSet<LedgerOrder> Orders => Set<LedgerOrder>();

    /// <summary>The effects.</summary>
    public DbSet<LedgerEffect> Effects => Set<LedgerEffect>();

    /// <summary>Chooses the database.</summary>
    public static void Use(DbContextOptionsBuilder builder, bool isSqlite, string connection) =>
        _ = isSqlite ? builder.UseSqlite(connection) : builder.UseNpgsql(connection);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddEventOutbox().AddProcessedEvents();
}
