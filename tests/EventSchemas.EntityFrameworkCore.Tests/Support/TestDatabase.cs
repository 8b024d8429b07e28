using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventSchemas.EntityFrameworkCore.Tests;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>A database of one test, a bus, and the hosts that are on both.</summary>
sealed class TestDatabase : IAsyncDisposable
{
    private readonly DatabaseKind _kind;
    private readonly string _connection;
    private readonly string? _file;
    private readonly List<IHost> _hosts = [];

    private TestDatabase(DatabaseKind kind, string connection, string? file)
    {
        _kind = kind;
        _connection = connection;
        _file = file;
        UseTransport = UseBus;
    }

    public TestBus Bus { get; } = new();

    /// <summary>Puts hosts on a transport; by default on <see cref="Bus"/>.</summary>
    public Action<EventBusBuilder> UseTransport { get; set; }

    public TestLog Log { get; } = new();

    /// <summary>Statements of contexts that aren't dispatchers', while it is on.</summary>
    public StatementCounter Statements { get; } = new();

    public string ConnectionString => _connection;

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, PostgresServer postgres, bool hasTables = true)
    {
        string? file = kind == DatabaseKind.Sqlite
            ? Path.Combine(Directory.CreateTempSubdirectory("eventschemas-sqlite").FullName, "shop.db")
            : null;
        var database = new TestDatabase(
            kind, file is null ? await postgres.CreateDatabaseAsync() : $"Data Source={file};Default Timeout=30", file);
        if (hasTables)
        {
            await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
            await context.Database.EnsureCreatedAsync();
        }

        return database;
    }

    /// <summary>The first host.</summary>
    public IHost Host => _hosts[0];

    /// <summary>Starts a host that publishes and dispatches.</summary>
    public async Task<IHost> StartAsync(
        Action<EventBusBuilder>? configure = null,
        Action<IServiceCollection>? services = null,
        params (string Key, string? Value)[] settings)
    {
        IHost host = Create(configure, services, settings);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Creates a host that isn't started.</summary>
    public IHost Create(
        Action<EventBusBuilder>? configure = null,
        Action<IServiceCollection>? services = null,
        params (string Key, string? Value)[] settings)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([
            new("EventBus:TopicPrefix", "dev"),
            new("EventBus:ServiceName", "shop"),
            new("EventBus:Outbox:Buckets", "8"),
            new("EventBus:Outbox:PollInterval", "00:00:00.1"),
            new("EventBus:Outbox:CheckInterval", "00:00:00.1"),
            new("EventBus:Outbox:Lease", "00:00:03"),
            new("FeatureManagement:Orders", "true"),
            new("FeatureManagement:Stock", "true"),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        builder.Logging.AddProvider(Log);
        builder.Services.AddDbContext<ShopContext>(options => Use(options));
        EventBusBuilder bus = builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus"));
        UseTransport(bus);
        bus.AddProducer<OrderPlaced>().AddProducer<StockCounted>().AddProducer<ParcelSent>();
        if (configure is null)
        {
            bus.AddOutbox<ShopContext>();
        }
        else
        {
            configure(bus);
        }

        services?.Invoke(builder.Services);
        IHost host = builder.Build();
        _hosts.Add(host);
        return host;
    }

    /// <summary>A context without an outbox.</summary>
    public TContext CreateBare<TContext>(Func<DbContextOptions<TContext>, TContext> create)
        where TContext : DbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        Use(options, isCounted: false);
        return create(options.Options);
    }

    public void Use(DbContextOptionsBuilder options, bool isRetrying = false, bool isCounted = true)
    {
        if (_kind == DatabaseKind.Sqlite)
        {
            options.UseSqlite(_connection).AddInterceptors(FastSqlite.Instance);
        }
        else
        {
            options.UseNpgsql(_connection, npgsql =>
            {
                // The ledger's long form holds a bucket's lock for longer than the usual 30 s.
                npgsql.CommandTimeout(120);
                if (isRetrying)
                {
                    npgsql.EnableRetryOnFailure(5, TimeSpan.FromMilliseconds(50), errorCodesToAdd: null);
                }
            });
        }

        if (isCounted)
        {
            options.AddInterceptors(Statements);
        }
    }

    /// <summary>Does something with a context of a scope of its own.</summary>
    public static async Task UseAsync(IHost host, Func<ShopContext, Task> use)
    {
        await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<ShopContext>());
    }

    /// <summary>Places an order, and publishes that.</summary>
    public static Task PlaceAsync(IHost host, string customer, int number) => UseAsync(host, async context =>
    {
        context.Orders.Add(new Order { Customer = customer, Number = number });
        context.Publish(new OrderPlaced(customer, number));
        await context.SaveChangesAsync();
    });

    /// <summary>The rows of the outbox.</summary>
    public async Task<List<OutboxRow>> RowsAsync()
    {
        await using ShopContext context = CreateBare<ShopContext>(options => new ShopContext(options));
        return await context.Set<OutboxRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync();
    }

    /// <summary>The orders in the order of their commits.</summary>
    public async Task<List<Order>> CommittedAsync()
    {
        await using ShopContext context = CreateBare<ShopContext>(options => new ShopContext(options));
        return _kind == DatabaseKind.Sqlite
            ? await context.Orders.AsNoTracking().OrderBy(order => order.Id).ToListAsync()
            : await context.Orders
                .FromSql($"SELECT * FROM \"Orders\" ORDER BY pg_xact_commit_timestamp(xmin), \"Id\"")
                .AsNoTracking()
                .ToListAsync();
    }

    /// <summary>Waits for a state.</summary>
    public static async Task ReachAsync(Func<Task<bool>> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    /// <summary>Stops a host.</summary>
    public async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        host.Dispose();
        _hosts.Remove(host);
    }

    /// <summary>Ends a host as a process ends that is killed.</summary>
    public static Task KillAsync(IHost host) => Service(host).Dispatcher!.AbandonAsync();

    public static OutboxService Service(IHost host) => host.Services.GetRequiredKeyedService<OutboxService>(typeof(ShopContext));

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        if (_file is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
            return;
        }

        // A pool keeps its connections for minutes, and the server has a limit for all databases together.
        using var ofPool = new NpgsqlConnection(_connection);
        NpgsqlConnection.ClearPool(ofPool);
    }

    private void UseBus(EventBusBuilder bus)
    {
        bus.AddTransport("Test");
        bus.Services
            .AddSingleton(Bus)
            .AddSingleton<TestTransport>()
            .AddSingleton<IPublishingTransport>(provider => provider.GetRequiredService<TestTransport>())
            .AddSingleton<IConsumingTransport>(provider => provider.GetRequiredService<TestTransport>());
    }
}

/// <summary>Doesn't wait for the disk: no test ends its machine.</summary>
sealed class FastSqlite : DbConnectionInterceptor
{
    public static FastSqlite Instance { get; } = new();

    public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
    {
        using System.Data.Common.DbCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = OFF";
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}

/// <summary>Counts statements.</summary>
sealed class StatementCounter : DbCommandInterceptor
{
    private readonly Lock _gate = new();
    private readonly List<string> _texts = [];

    public bool IsOn { get; set; }

    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_gate)
            {
                return [.. _texts];
            }
        }
    }

    public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
        System.Data.Common.DbCommand command,
        CommandEventData eventData,
        InterceptionResult<System.Data.Common.DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Add(command.CommandText);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        System.Data.Common.DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Add(command.CommandText);
        return new(result);
    }

    private void Add(string text)
    {
        lock (_gate)
        {
            if (IsOn)
            {
                _texts.Add(text);
            }
        }
    }
}

/// <summary>Keeps what is logged at warning level and above.</summary>
sealed class TestLog : ILoggerProvider, ILogger
{
    private readonly Lock _gate = new();
    private readonly List<(LogLevel Level, string Text)> _lines = [];

    public IReadOnlyList<(LogLevel Level, string Text)> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => categoryName.StartsWith("EventSchemas", StringComparison.Ordinal)
        ? this
        : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate)
        {
            _lines.Add((logLevel, formatter(state, exception)));
        }
    }

    public void Dispose()
    {
    }
}
