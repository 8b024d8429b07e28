using System.Text;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Redis.Tests;

/// <summary>From version 8.6 on a server knows an entry that it has already. Such a server is played here.</summary>
public sealed class IdempotentAddTests
{
    private const string EntryId = "1684306039300-7";

    private static readonly Guid Id = new("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7.2.4", false)]
    [InlineData("8.4.2", false)]
    [InlineData("8.6.0", true)]
    public async Task The_version_of_the_server_decides(string version, bool isIdempotent)
    {
        await using var server = new ScriptedServer(version, _ => EntryId);

        PublishResult result = await PublishAsync(server);

        Assert.Equal(EntryId, Assert.IsType<PublishResult.Delivered>(result).Messages[0].EntryId);
        string[] added = Assert.Single(server.Added);
        Assert.Equal("dev-orders", added[0]);
        string id = Encoding.Latin1.GetString(Id.ToByteArray(bigEndian: true));
        string options = string.Join(' ', added.Skip(1).TakeWhile(argument => argument != "type"));
        Assert.Equal(isIdempotent, options.Contains($"IDMP shop {id}", StringComparison.Ordinal));
        Assert.Equal("MAXLEN ~ 10000 *", options.Replace($"IDMP shop {id} ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_entry_without_an_answer_is_added_again_with_the_same_id()
    {
        await using var server = new ScriptedServer("8.6.0", number => number == 1 ? null : EntryId);

        PublishResult result = await PublishAsync(server);

        Assert.IsType<PublishResult.Delivered>(result);
        Assert.Equal(2, server.Added.Count);
        Assert.Equal(server.Added[0], server.Added[1]);
    }

    [Fact]
    public async Task The_outcome_stays_unknown_where_no_attempt_is_answered()
    {
        await using var server = new ScriptedServer("8.6.0", _ => null);

        var e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(server));

        Assert.Equal(PublishOutcome.PossiblyDelivered, e.Outcome);
        Assert.True(server.Added.Count > 1);
        Assert.All(server.Added, added => Assert.Equal(server.Added[0], added));
    }

    [Fact]
    public async Task An_older_server_gets_it_once()
    {
        await using var server = new ScriptedServer("8.4.2", _ => null);

        var e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(server));

        Assert.Equal(PublishOutcome.PossiblyDelivered, e.Outcome);
        Assert.Single(server.Added);
    }

    private static async Task<PublishResult> PublishAsync(ScriptedServer server)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["EventBus:Redis:Url"] = server.Url,
            ["EventBus:Redis:CommandTimeout"] = "00:00:01",
            ["EventBus:TopicPrefix"] = "dev",
            ["EventBus:ServiceName"] = "shop",
            ["FeatureManagement:OrderPlacedEvent"] = "true",
        });
        builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus")).UseRedis().AddProducer<OrderPlaced>();
        IHost host = builder.Build();
        await host.StartAsync(Token);
        IOrderPlacedProducer producer = host.Services.GetRequiredService<IOrderPlacedProducer>();
        try
        {
            return await producer.PublishAsync(new OrderPlaced("A-1", 2), new PublishOptions { Id = Id }, Token);
        }
        finally
        {
            await host.StopAsync(Token);
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }
}
