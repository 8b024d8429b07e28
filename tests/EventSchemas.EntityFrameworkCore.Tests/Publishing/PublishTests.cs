using System.Collections.Concurrent;
using System.Diagnostics;
using System.Transactions;
using EventSchemas.Kafka;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EventSchemas.EntityFrameworkCore.Tests;

public sealed class PublishTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_committed_is_sent_as_it_was_published_and_removed(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;
        var id = new Guid("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10");
        var time = new DateTimeOffset(2026, 11, 28, 6, 7, 8, 123, 456, TimeSpan.FromHours(2));

        await TestDatabase.UseAsync(host, async context =>
        {
            PublishResult result = context.Publish(new OrderPlaced("ada", 7), new PublishOptions { Id = id, Time = time });
            Assert.Equal(id, Assert.IsType<PublishResult.Deferred>(result).EventId);
            await context.SaveChangesAsync();
            Assert.Empty(context.ChangeTracker.Entries());
        });

        SentEvent sent = Assert.Single(await database.Bus.ReachAsync(1));
        Assert.Equal(("com.acme.order.placed.v1", "dev-orders", id, time), (sent.EventType, sent.Topic, sent.Id, sent.Time));
        Assert.Equal(new OrderPlaced("ada", 7), sent.Order);
        Assert.Equal([6, .. "ada"u8], sent.Key!);
        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_rolled_back_leaves_nothing(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;

        await TestDatabase.UseAsync(host, async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            context.Publish(new OrderPlaced("ada", 1));
            await context.SaveChangesAsync();
            await transaction.RollbackAsync();
        });
        await TestDatabase.PlaceAsync(host, "ada", 2);

        Assert.Equal([2], (await database.Bus.ReachAsync(1)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_explicit_transaction_writes_its_events_at_the_commit_even_without_SaveChanges(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;

        await TestDatabase.UseAsync(host, async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            context.Publish(new OrderPlaced("ada", 1));
            await transaction.CommitAsync();
        });
        await TestDatabase.UseAsync(host, context =>
        {
            using IDbContextTransaction transaction = context.Database.BeginTransaction();
            context.Publish(new OrderPlaced("ada", 2));
            transaction.Commit();
            return Task.CompletedTask;
        });

        Assert.Equal([1, 2], (await database.Bus.ReachAsync(2)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_commit_before_SaveChanges_fails_and_names_the_events(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;

        await TestDatabase.UseAsync(host, async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            context.Orders.Add(new Order { Customer = "ada" });
            PublishResult.Deferred one = Assert.IsType<PublishResult.Deferred>(context.Publish(new OrderPlaced("ada", 1)));

            InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => transaction.CommitAsync(Token));

            Assert.Contains($"com.acme.order.placed.v1 {one.EventId}", e.Message, StringComparison.Ordinal);
            Assert.Contains("call SaveChanges first", e.Message, StringComparison.Ordinal);
        });
        Assert.Empty(await database.RowsAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_context_that_ends_with_unsaved_events_is_an_error_in_the_log(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;
        Guid id = default;

        await TestDatabase.UseAsync(host, context =>
        {
            id = Assert.IsType<PublishResult.Deferred>(context.Publish(new OrderPlaced("ada", 1))).EventId;
            context.ChangeTracker.Clear();
            return Task.CompletedTask;
        });

        Assert.Equal(
            [$"A ShopContext ends without SaveChanges after events were published to it, which nobody gets: com.acme.order.placed.v1 {id}"],
            database.Log.Lines.Select(line => line.Text));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_context_of_a_pool_forgets_what_it_published(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost host = await database.StartAsync(
            services: services => services.AddDbContextPool<ShopContext>(options => database.Use(options), poolSize: 1));

        await TestDatabase.UseAsync(host, context => Task.FromResult(context.Publish(new OrderPlaced("ada", 1))));
        await TestDatabase.PlaceAsync(host, "ada", 2);
        await TestDatabase.PlaceAsync(host, "ada", 3);

        Assert.Equal([2, 3], (await database.Bus.ReachAsync(2)).Select(sent => sent.Number));
        Assert.Single(database.Log.Lines);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_interceptor_of_the_application_publishes_while_its_context_is_saved(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost host = await database.StartAsync(services: services => services.AddDbContext<ShopContext>(options =>
        {
            database.Use(options);
            options.AddInterceptors(new PublishOfOrders());
        }));

        await TestDatabase.UseAsync(host, async context =>
        {
            context.Orders.Add(new Order { Customer = "ada", Number = 1 });
            await context.SaveChangesAsync();
            context.Orders.Add(new Order { Customer = "ada", Number = 2 });
            context.SaveChanges();
        });
        await TestDatabase.UseAsync(host, async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            context.Orders.Add(new Order { Customer = "ada", Number = 3 });
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        await TestDatabase.UseAsync(host, async context =>
        {
            context.Orders.Add(new Order { Customer = "ada", Number = -1 });
            await Assert.ThrowsAsync<NotSupportedException>(() => context.SaveChangesAsync(Token));
            context.ChangeTracker.Clear();
            context.Orders.Add(new Order { Customer = "ada", Number = 4 });
            await context.SaveChangesAsync();
            Assert.Equal(AutoTransactionBehavior.WhenNeeded, context.Database.AutoTransactionBehavior);
        });

        Assert.Equal([1, 2, 3, 4], (await database.Bus.ReachAsync(4)).Select(sent => sent.Number));
        Assert.Contains(database.Log.Lines, line => line.Text.Contains("ends without SaveChanges", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Savepoints_two_saves_and_changes_that_are_accepted_later_write_each_event_once(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;

        await TestDatabase.UseAsync(host, async context =>
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            context.Publish(new OrderPlaced("ada", 1));
            await context.SaveChangesAsync();
            await transaction.CreateSavepointAsync("before");
            context.Publish(new OrderPlaced("ada", 2));
            await context.SaveChangesAsync();
            await transaction.RollbackToSavepointAsync("before");
            context.Publish(new OrderPlaced("ada", 3));
            await context.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            context.ChangeTracker.AcceptAllChanges();
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
            await context.SaveChangesAsync();
        });

        await TestDatabase.PlaceAsync(host, "ada", 4);
        Assert.Equal([1, 3, 4], (await database.Bus.ReachAsync(3)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_contexts_share_a_transaction(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;

        await TestDatabase.UseAsync(host, async first =>
        {
            await using IDbContextTransaction transaction = await first.Database.BeginTransactionAsync();
            first.Publish(new OrderPlaced("ada", 1));
            await first.SaveChangesAsync();
            await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
            DbContextOptions<ShopContext> options = scope.ServiceProvider.GetRequiredService<DbContextOptions<ShopContext>>();
            var builder = new DbContextOptionsBuilder<ShopContext>(options);
            if (kind == DatabaseKind.Sqlite)
            {
                builder.UseSqlite(first.Database.GetDbConnection());
            }
            else
            {
                builder.UseNpgsql(first.Database.GetDbConnection());
            }

            await using var second = new ShopContext(builder.Options);
            await second.Database.UseTransactionAsync(transaction.GetDbTransaction());
            second.Publish(new OrderPlaced("ada", 2));
            await second.SaveChangesAsync();
            await transaction.CommitAsync();
        });

        Assert.Equal([1, 2], (await database.Bus.ReachAsync(2)).Select(sent => sent.Number));
    }

    [Fact]
    public async Task A_transaction_scope_is_followed_on_PostgreSQL()
    {
        await using TestDatabase database = await StartAsync(
            DatabaseKind.PostgreSql, settings: ("EventBus:Outbox:PollInterval", "01:00:00"));
        IHost host = database.Host;

        foreach ((int number, bool isCompleted) in (ReadOnlySpan<(int, bool)>)[(1, true), (2, false), (3, true)])
        {
            using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            using (IServiceScope scope = host.Services.CreateScope())
            {
                ShopContext context = scope.ServiceProvider.GetRequiredService<ShopContext>();
                context.Orders.Add(new Order { Customer = "ada", Number = number });
                context.Publish(new OrderPlaced("ada", number));
                context.SaveChanges();
            }

            if (isCompleted)
            {
                transaction.Complete();
            }
        }

        Assert.Equal([1, 3], (await database.Bus.ReachAsync(2)).Select(sent => sent.Number));
    }

    [Fact]
    public async Task A_transaction_scope_is_refused_on_SQLite()
    {
        await using TestDatabase database = await StartAsync(DatabaseKind.Sqlite);
        IHost host = database.Host;
        using var transaction = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);

        await TestDatabase.UseAsync(host, context =>
        {
            InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => context.Publish(new OrderPlaced("ada", 1)));
            Assert.Contains("Sqlite takes no part in a TransactionScope", e.Message, StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Saving_without_any_transaction_is_refused(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;

        await TestDatabase.UseAsync(host, async context =>
        {
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
            context.Publish(new OrderPlaced("ada", 1));
            InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => context.SaveChangesAsync(Token));
            Assert.Contains("AutoTransactionBehavior is Never", e.Message, StringComparison.Ordinal);
            context.Database.AutoTransactionBehavior = AutoTransactionBehavior.WhenNeeded;
            await context.SaveChangesAsync();
            Assert.Equal(AutoTransactionBehavior.WhenNeeded, context.Database.AutoTransactionBehavior);
        });

        Assert.Single(await database.Bus.ReachAsync(1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_context_without_the_outbox_refuses_events(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        await using BareContext bare = database.CreateBare<BareContext>(options => new BareContext(options));
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => bare.Publish(new OrderPlaced("ada", 1)));
        Assert.Contains("call AddOutbox<BareContext>()", e.Message, StringComparison.Ordinal);

        IHost host = database.Create(
            bus => bus.AddOutbox<BareContext>(),
            services => services.AddDbContext<BareContext>(options => database.Use(options)));
        await using (AsyncServiceScope scope = host.Services.CreateAsyncScope())
        {
            BareContext context = scope.ServiceProvider.GetRequiredService<BareContext>();
            e = Assert.Throws<InvalidOperationException>(() => context.Publish(new OrderPlaced("ada", 1)));
            Assert.Contains("modelBuilder.AddEventOutbox()", e.Message, StringComparison.Ordinal);
        }

        e = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("modelBuilder.AddEventOutbox()", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_missing_migration_stops_the_start(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind, hasTables: false);
        await using (ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options)))
        {
            await context.Database.ExecuteSqlRawAsync("CREATE TABLE something (id int)", Token);
        }

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => database.StartAsync());

        Assert.Contains("The tables of the outbox of ShopContext can't be read", e.Message, StringComparison.Ordinal);
        Assert.Contains("event_outbox", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Flag_setting_and_size_are_decided_when_it_is_published(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings:
        [
            ("FeatureManagement:Orders", "false"),
            ("EventBus:Producers:org.acme.stock.counted.v1:Enabled", "false"),
        ]);
        IHost host = database.Host;
        await TestDatabase.UseAsync(host, async context =>
        {
            Assert.IsType<PublishResult.Disabled>(context.Publish(new OrderPlaced("ada", 1)));
            Assert.IsType<PublishResult.Disabled>(await context.PublishAsync(new StockCounted(1)));
            Assert.Empty(context.ChangeTracker.Entries());
        });

        host = await database.StartAsync(settings: ("EventBus:Outbox:MaxEventBytes", "10"));
        await TestDatabase.UseAsync(host, context =>
        {
            var given = new PublishOptions { Subject = "long", Extensions = new Dictionary<string, string> { ["of"] = "this" } };
            Assert.Throws<EventPublishException>(() => context.Publish(new ParcelSent("P"), given));
            EventPublishException e = Assert.Throws<EventPublishException>(() => context.Publish(new OrderPlaced("long enough", 1)));
            Assert.Equal(PublishFailureReason.TooLarge, e.Reason);
            Assert.Contains("EventBus:Outbox:MaxEventBytes", e.Message, StringComparison.Ordinal);
            Assert.Empty(context.ChangeTracker.Entries());
            return Task.CompletedTask;
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Many_events_of_one_save_keep_their_order(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;

        await TestDatabase.UseAsync(host, async context =>
        {
            for (int i = 0; i < 1100; i++)
            {
                context.Orders.Add(new Order { Customer = "ada", Number = i });
                context.Publish(new OrderPlaced(i % 3 == 0 ? "ada" : "bob", i));
            }

            await context.SaveChangesAsync();
        });

        IReadOnlyList<SentEvent> sent = await database.Bus.ReachAsync(1100);
        Assert.All(sent.GroupBy(one => one.Customer), one => Assert.Equal(one.Select(e => e.Number).Order(), one.Select(e => e.Number)));
    }

    [Fact]
    public async Task The_lock_is_taken_in_the_transaction_of_a_save_of_one_row_and_of_a_strategy_that_retries()
    {
        await using TestDatabase database = await CreateAsync(DatabaseKind.PostgreSql);
        IHost host = await database.StartAsync(
            services: services => services.AddDbContext<ShopContext>(options => database.Use(options, isRetrying: true)));

        await TestDatabase.PlaceAsync(host, "ada", 0);

        // Two transactions with one key: the second can't have its number before the first has committed.
        await TestDatabase.UseAsync(host, async first => await first.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using IDbContextTransaction transaction = await first.Database.BeginTransactionAsync();
            first.Publish(new OrderPlaced("ada", 1));
            await first.SaveChangesAsync();
            Task second = TestDatabase.UseAsync(host, context =>
            {
                context.Publish(new OrderPlaced("ada", 2));
                return context.SaveChangesAsync();
            });
            await TestDatabase.ReachAsync(async () => await WaitersAsync(first) == 1);
            Assert.False(second.IsCompleted);
            await transaction.CommitAsync();
            await second;
        }));

        Assert.Equal([0, 1, 2], (await database.Bus.ReachAsync(3)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_schema_that_was_rolled_back_is_added_with_the_next_event(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;

        await TestDatabase.UseAsync(host, async context =>
        {
            await using (await context.Database.BeginTransactionAsync())
            {
                context.Publish(new OrderPlaced("ada", 1));
                await context.SaveChangesAsync();
            }

            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            await transaction.CreateSavepointAsync("before");
            context.Publish(new OrderPlaced("ada", 2));
            await context.SaveChangesAsync();
            await transaction.RollbackToSavepointAsync("before");
            context.Publish(new StockCounted(3));
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        });
        await TestDatabase.PlaceAsync(host, "ada", 4);

        Assert.Equal(["dev-orders", "dev-stock"], (await database.Bus.ReachAsync(2)).Select(sent => sent.Topic).Order());
    }

    [Fact]
    public async Task By_arrival_no_transaction_waits_for_another_one()
    {
        await using TestDatabase database = await StartAsync(DatabaseKind.PostgreSql, settings: ("EventBus:Outbox:Order", "ByArrival"));
        IHost host = database.Host;
        await TestDatabase.PlaceAsync(host, "ada", 0);

        await TestDatabase.UseAsync(host, async first =>
        {
            await using IDbContextTransaction transaction = await first.Database.BeginTransactionAsync();
            first.Publish(new OrderPlaced("ada", 1));
            await first.SaveChangesAsync();
            await TestDatabase.PlaceAsync(host, "ada", 2);
            await transaction.CommitAsync();
        });

        Assert.Equal([0, 1, 2], (await database.Bus.ReachAsync(3)).Select(sent => sent.Number).Order());
    }

    [Fact]
    public async Task A_bucket_is_waited_for_as_long_as_the_contexts_commands_may_take()
    {
        await using TestDatabase database = await CreateAsync(DatabaseKind.PostgreSql);
        IHost host = await database.StartAsync();
        await TestDatabase.PlaceAsync(host, "ada", 0);

        await TestDatabase.UseAsync(host, async first =>
        {
            await using IDbContextTransaction transaction = await first.Database.BeginTransactionAsync();
            first.Publish(new OrderPlaced("ada", 1));
            await first.SaveChangesAsync();
            await TestDatabase.UseAsync(host, async second =>
            {
                second.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
                second.Publish(new OrderPlaced("ada", 2));
                CancellationToken token = TestContext.Current.CancellationToken;
                Exception? e = await Record.ExceptionAsync(
                    () => second.SaveChangesAsync(token).WaitAsync(TimeSpan.FromSeconds(20), token));
                Assert.IsType<TimeoutException>(e!.GetBaseException());
                Assert.NotNull(e.InnerException);
            });
            await transaction.CommitAsync();
        });

        Assert.Equal([0, 1], (await database.Bus.ReachAsync(2)).Select(sent => sent.Number));
    }

    [Fact]
    public async Task Two_transactions_that_save_in_opposite_order_end_and_a_strategy_repeats_one_of_them()
    {
        await using TestDatabase database = await CreateAsync(DatabaseKind.PostgreSql);
        IHost host = await database.StartAsync(
            services: services => services.AddDbContext<ShopContext>(options => database.Use(options, isRetrying: true)));
        await TestDatabase.PlaceAsync(host, "bob", 0);
        using var both = new Barrier(2);
        int runs = 0;

        async Task PublishBothAsync(string one, string other) => await TestDatabase.UseAsync(host, async probe =>
            await probe.Database.CreateExecutionStrategy().ExecuteAsync(() => TestDatabase.UseAsync(host, async context =>
            {
                await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
                context.Publish(new OrderPlaced(one, 1));
                await context.SaveChangesAsync();
                if (Interlocked.Increment(ref runs) <= 2)
                {
                    await Task.Run(() => both.SignalAndWait(TestContext.Current.CancellationToken));
                }

                context.Publish(new OrderPlaced(other, 2));
                await context.SaveChangesAsync();
                await transaction.CommitAsync();
            })));

        await Task.WhenAll(PublishBothAsync("ada", "eve"), PublishBothAsync("eve", "ada"));

        Assert.Equal(3, runs);
        Assert.Equal(5, (await database.Bus.ReachAsync(5)).Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Publishing_costs_a_known_number_of_statements(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:Dispatch", "false"));
        IHost host = database.Host;
        await TestDatabase.PlaceAsync(host, "ada", 1);
        database.Statements.IsOn = true;

        await TestDatabase.PlaceAsync(host, "ada", 2);

        // The lock is a statement that EF Core doesn't see. PostgreSQL has all rows of a save in one.
        string[] inserts = [.. database.Statements.Texts.Where(text => text.Contains("INSERT", StringComparison.Ordinal))];
        Assert.Equal(kind == DatabaseKind.Sqlite ? 2 : 1, inserts.Length);
    }

    [Fact]
    public async Task Publishing_costs_one_round_trip_to_the_server_besides_the_commit()
    {
        await using TestDatabase database = await StartAsync(
            DatabaseKind.PostgreSql, settings: [("EventBus:Outbox:Dispatch", "false"), ("EventBus:Outbox:CheckInterval", "01:00:00")]);
        await TestDatabase.PlaceAsync(database.Host, "ada", 1);
        using Activity activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var commands = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = stopped =>
            {
                if (stopped.TraceId == activity.TraceId && stopped.GetTagItem("db.query.text") is string text)
                {
                    commands.Enqueue(text);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        await TestDatabase.PlaceAsync(database.Host, "ada", 2);

        // The begin of the transaction travels with the lock, the event with the order.
        Assert.Collection(
            commands,
            command => Assert.StartsWith("SELECT pg_advisory_xact_lock", command, StringComparison.Ordinal),
            command => Assert.Matches("(?s)INSERT INTO \"Orders\".*INSERT INTO event_outbox", command));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_trace_of_the_publisher_travels_with_the_event(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        IHost host = database.Host;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "EventSchemas",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using Activity activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        await TestDatabase.PlaceAsync(host, "ada", 1);

        SentEvent sent = Assert.Single(await database.Bus.ReachAsync(1));
        Assert.Contains(activity.TraceId.ToString(), sent.TraceParent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_subject_and_the_extensions_wait_with_the_event_as_readable_JSON(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:Dispatch", "false"));
        var options = new PublishOptions
        {
            Subject = "parcels/\u6771 \"1\"",
            Extensions = new Dictionary<string, string> { ["tenant"] = "n\u00f6rd", ["empty"] = "" },
        };
        await TestDatabase.UseAsync(database.Host, async context =>
        {
            context.Publish(new ParcelSent("1"), options);
            context.Publish(new ParcelSent("2"));
            Assert.Throws<InvalidOperationException>(() => context.Publish(new OrderPlaced("ada", 1), options));
            await context.SaveChangesAsync();
        });

        Assert.Equal(
            ["{\"subject\":\"parcels/\u6771 \\\"1\\\"\",\"empty\":\"\",\"tenant\":\"n\u00f6rd\"}", null],
            (await database.RowsAsync()).Select(row => row.Attributes));
        await database.StartAsync();

        IReadOnlyList<SentEvent> sent = await database.Bus.ReachAsync(2);
        Assert.Equal(
            [new("ce_subject", "parcels/\u6771 \"1\""), new("ce_empty", ""), new("ce_tenant", "n\u00f6rd")], sent[0].Attributes);
        Assert.Empty(sent[1].Attributes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_metadata_of_an_event_that_is_passed_on_wait_with_it(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:Dispatch", "false"));
        EventMetadata parcel = EventContext.ForTest<ParcelSent>().Metadata with { Source = "/elsewhere", SourceHost = "" };
        EventMetadata order = EventContext.ForTest<OrderPlaced>().Metadata with { SourceLibrary = "9.20", MinorVersion = 3 };
        Guid id = Guid.NewGuid();
        var given = new Dictionary<string, string> { ["sourcehost"] = "given" };
        await TestDatabase.UseAsync(database.Host, async context =>
        {
            context.Publish(new ParcelSent("1"), new PublishOptions { Metadata = parcel, Extensions = given });
            context.Publish(new OrderPlaced("ada", 1), new PublishOptions { Metadata = order, Id = id });
            Assert.Throws<InvalidOperationException>(
                () => context.Publish(new OrderPlaced("ada", 1), new PublishOptions { Metadata = parcel }));
            await context.SaveChangesAsync();
        });

        Assert.Equal(
            """{"source":"/elsewhere","source-host":"","source-library":"0.0.0","minor-version":"0","sourcehost":"given"}""",
            (await database.RowsAsync())[0].Attributes);
        await database.StartAsync();

        Dictionary<string, SentEvent> sent = (await database.Bus.ReachAsync(2)).ToDictionary(one => one.EventType);
        Assert.Equal(parcel, sent[parcel.EventType].Metadata);
        Assert.Equal([new("ce_sourcehost", "given")], sent[parcel.EventType].Attributes);
        Assert.Equal(order with { Id = id }, sent[order.EventType].Metadata);
        Assert.Equal((id, order.Time), (sent[order.EventType].Id, sent[order.EventType].Time));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_event_whose_attributes_somebody_has_damaged_is_set_aside(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:Dispatch", "false"));
        await TestDatabase.UseAsync(database.Host, async context =>
        {
            context.Publish(new ParcelSent("1"), new PublishOptions { Subject = "1" });
            context.Publish(new ParcelSent("2"), new PublishOptions { Subject = "2" });
            context.Publish(new ParcelSent("3"), new PublishOptions { Subject = "3" });
            context.Publish(new ParcelSent("4"), new PublishOptions { Subject = "4" });
            context.Publish(new ParcelSent("5"), new PublishOptions { Subject = "5" });
            context.Publish(new ParcelSent("6"), new PublishOptions { Subject = "6" });
            await context.SaveChangesAsync();
            string[] damaged =
            [
                """{"subject":""",
                """{"subject":1}""",
                """["1"]""",
                """{"source":"/elsewhere"}""",
                """{"source":"","source-host":"","source-library":"","minor-version":"x"}""",
            ];
            long first = await context.Set<OutboxRow>().MinAsync(row => row.Id);
            for (int i = 0; i < damaged.Length; i++)
            {
                long id = first + i;
                string text = damaged[i];
                await context.Set<OutboxRow>().Where(row => row.Id == id).ExecuteUpdateAsync(
                    update => update.SetProperty(row => row.Attributes, text));
            }
        });
        await database.StartAsync(settings: [("EventBus:Outbox:MaxAttempts", "1"), ("EventBus:Outbox:WhenSetAside", "Skip")]);

        Assert.Equal("6", Assert.Single(await database.Bus.ReachAsync(1)).Attributes[0].Value);
        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 5);
        IReadOnlyList<OutboxRow> rows = await database.RowsAsync();
        Assert.All(rows, row => Assert.Contains("Its column attributes can't be read", row.LastError, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Equal(OutboxState.SetAside, row.State));
    }

    private static async Task<int> WaitersAsync(ShopContext context) => await context.Database
        .SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").SingleAsync();

    // A domain event for every new row.
    private sealed class PublishOfOrders : SaveChangesInterceptor
    {
        public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
        {
            foreach (Order order in New(eventData.Context!))
            {
                eventData.Context!.Publish(new OrderPlaced(order.Customer, order.Number));
            }

            return result;
        }

        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
            DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            foreach (Order order in New(eventData.Context!))
            {
                await eventData.Context!.PublishAsync(
                    new OrderPlaced(order.Customer, order.Number), cancellationToken: cancellationToken);
                if (order.Number < 0)
                {
                    throw new NotSupportedException("No such order.");
                }
            }

            return result;
        }

        private static Order[] New(DbContext context) =>
            [.. context.ChangeTracker.Entries<Order>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity)];
    }
}
