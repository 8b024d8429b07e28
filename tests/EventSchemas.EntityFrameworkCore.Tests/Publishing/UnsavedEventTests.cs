using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>Events that no SaveChanges has written, after an interceptor of the application has ended one before it wrote.</summary>
public sealed class UnsavedEventTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_commit_after_a_save_that_an_interceptor_has_ended_writes_the_events_of_its_transaction(DatabaseKind kind)
    {
        await using TestDatabase database = await StartWithFaultAsync(kind, new SaveFault { Throws = true });

        await TestDatabase.UseAsync(database.Host, async context =>
        {
            SaveFault fault = SaveFault.Of(database.Host);
            context.Publish(new OrderPlaced("ada", 1));
            await Assert.ThrowsAsync<NotSupportedException>(() => context.SaveChangesAsync(Token));
            fault.Throws = false;
            context.ChangeTracker.Clear();
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Token);
            context.Publish(new OrderPlaced("ada", 2));
            await transaction.CommitAsync(Token);
        });

        Assert.Equal([2], (await database.Bus.ReachAsync(1)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_commit_after_a_save_that_an_interceptor_has_ended_fails_and_names_the_events(DatabaseKind kind)
    {
        await using TestDatabase database = await StartWithFaultAsync(kind, new SaveFault { Throws = true });

        await TestDatabase.UseAsync(database.Host, async context =>
        {
            context.Orders.Add(new Order { Customer = "ada", Number = 1 });
            PublishResult.Deferred first = Assert.IsType<PublishResult.Deferred>(context.Publish(new OrderPlaced("ada", 1)));
            Assert.Throws<NotSupportedException>(() => context.SaveChanges());
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Token);
            PublishResult.Deferred second = Assert.IsType<PublishResult.Deferred>(context.Publish(new OrderPlaced("ada", 2)));

            InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.CommitAsync(Token));

            Assert.Contains(
                $"com.acme.order.placed.v1 {first.EventId}, com.acme.order.placed.v1 {second.EventId}",
                e.Message,
                StringComparison.Ordinal);
        });
        Assert.Empty(await database.RowsAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_save_in_a_transaction_that_an_interceptor_has_ended_does_not_hide_its_events_from_the_commit(DatabaseKind kind)
    {
        await using TestDatabase database = await StartWithFaultAsync(kind, new SaveFault { Throws = true });

        await TestDatabase.UseAsync(database.Host, async context =>
        {
            SaveFault fault = SaveFault.Of(database.Host);
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Token);
            context.Publish(new OrderPlaced("ada", 1));
            await Assert.ThrowsAsync<NotSupportedException>(() => context.SaveChangesAsync(Token));
            fault.Throws = false;
            await transaction.CommitAsync(Token);
        });

        Assert.Equal([1], (await database.Bus.ReachAsync(1)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_of_a_save_that_an_interceptor_has_left_out_are_unsaved(DatabaseKind kind)
    {
        await using TestDatabase database = await StartWithFaultAsync(kind, new SaveFault { LeavesOut = true });
        Guid id = default;

        await TestDatabase.UseAsync(database.Host, async context =>
        {
            id = Assert.IsType<PublishResult.Deferred>(context.Publish(new OrderPlaced("ada", 1))).EventId;
            await context.SaveChangesAsync(Token);
        });

        Assert.Equal(
            [$"A ShopContext ends without SaveChanges after events were published to it, which nobody gets: com.acme.order.placed.v1 {id}"],
            database.Log.Lines.Select(line => line.Text));
        Assert.Empty(await database.RowsAsync());
    }

    private async Task<TestDatabase> StartWithFaultAsync(DatabaseKind kind, SaveFault fault)
    {
        TestDatabase database = await CreateAsync(kind);
        await database.StartAsync(services: services => services.AddSingleton(fault).AddDbContext<ShopContext>(options =>
        {
            database.Use(options);
            options.AddInterceptors(fault);
        }));
        return database;
    }

    /// <summary>Ends SaveChanges before it writes, in one of the two ways that EF Core has.</summary>
    private sealed class SaveFault : SaveChangesInterceptor
    {
        public bool Throws { get; set; }

        public bool LeavesOut { get; init; }

        public static SaveFault Of(IHost host) => host.Services.GetRequiredService<SaveFault>();

        public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
            Throws ? throw new NotSupportedException("Not today.")
            : LeavesOut ? InterceptionResult<int>.SuppressWithResult(0)
            : result;

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            new(SavingChanges(eventData, result));
    }
}
