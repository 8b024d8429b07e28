using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

public sealed class KafkaSettingsTests
{
    [Fact]
    public async Task A_service_without_addresses_fails_at_start_with_the_names_of_both_settings()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("FeatureManagement:OrderPlacedEvent", "true")]);
        builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus"))
            .AddProducer<OrderPlaced>()
            .AddConsumerGroup("mail", StartAt.Latest, group => group.OnOrderPlaced<FirstHandler>("first"));
        using IHost host = builder.Build();

        OptionsValidationException e =
            await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(e.Failures, failure => failure.StartsWith("EventBus:Kafka:BootstrapServers is missing", StringComparison.Ordinal));
        Assert.Contains(e.Failures, failure => failure.StartsWith("EventBus:SchemaRegistry:Url is ''", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("group.protocol=consumer;session.timeout.ms=10000", "session.timeout.ms can't be set: with EventBus:Kafka:Cl")]
    [InlineData("group.protocol=consumer;heartbeat.interval.ms=1000", "heartbeat.interval.ms can't be set")]
    [InlineData("group.protocol=consumer;partition.assignment.strategy=range", "partition.assignment.strategy can't be set")]
    [InlineData("group.remote.assignor=uniform", "group.remote.assignor needs EventBus:Kafka:Client:group.protocol = consumer")]
    [InlineData("partition.assignment.strategy=range,roundrobin", "partition.assignment.strategy is range,roundrobin: groups use")]
    [InlineData("group.instance.id=", "group.instance.id is empty")]
    [InlineData("session.timeout.ms=3000", "heartbeat.interval.ms is 3000: give less than EventBus:Kafka:Client:session.timeout.ms")]
    [InlineData("max.poll.interval.ms=20000", "session.timeout.ms is 45000: give EventBus:Kafka:Client:max.poll.interval.ms at most")]
    [InlineData("group.protocol=consumer;group.instance.id=a", null)]
    [InlineData("group.instance.id=a;session.timeout.ms=60000;partition.assignment.strategy=cooperative-sticky", null)]
    public async Task Settings_of_groups_that_conflict_fail_at_start_with_their_names(string settings, string? failure)
    {
        OptionsValidationException? e = await StartAsync(
            [.. settings.Split(';').Select(one => one.Split('=')).Select(one => KeyValuePair.Create("Kafka:Client:" + one[0], one[1]))]);

        Assert.Equal(failure is null, e is null);
        if (failure is not null)
        {
            Assert.StartsWith("EventBus:Kafka:Client:" + failure, Assert.Single(e!.Failures), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("acks", "1", true)]
    [InlineData("request.required.acks", "1", true)]
    [InlineData("enable.idempotence", "false", true)]
    [InlineData("transactional.id", "shop", false)]
    [InlineData("enable.partition.eof", "false", false)]
    [InlineData("dotnet.consumer.consume.result.fields", "none", false)]
    [InlineData("enable.auto.commit", "true", false)]
    public async Task A_service_that_may_lose_messages_can_change_what_loses_them_and_nothing_else(
        string key, string value, bool isAllowed)
    {
        var setting = KeyValuePair.Create("Kafka:Client:" + key, value);

        OptionsValidationException? refused = await StartAsync(setting);
        OptionsValidationException? e = await StartAsync(setting, KeyValuePair.Create("Kafka:AllowDataLoss", "true"));

        string failure = Assert.Single(refused!.Failures);
        Assert.StartsWith($"EventBus:Kafka:Client:{key} can't be set", failure, StringComparison.Ordinal);
        Assert.Equal(isAllowed, failure.Contains("EventBus:Kafka:AllowDataLoss", StringComparison.Ordinal));
        Assert.Equal(isAllowed, e is null);
    }

    [Fact]
    public async Task A_group_may_not_drain_longer_than_the_client_may_go_without_polling()
    {
        OptionsValidationException? e = await StartAsync(
            KeyValuePair.Create("Groups:mail:DrainTimeout", "00:05:00"));

        Assert.StartsWith("EventBus:Groups:mail:DrainTimeout is 00:05:00", Assert.Single(e!.Failures), StringComparison.Ordinal);
    }

    /// <summary>Starts a service without brokers.</summary>
    /// <returns>What is wrong with its settings; null if nothing is.</returns>
    private static async Task<OptionsValidationException?> StartAsync(params KeyValuePair<string, string>[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("EventBus:Kafka:BootstrapServers", "127.0.0.1:1"),
            new("EventBus:SchemaRegistry:Url", "http://127.0.0.1:1"),
            .. settings.Select(setting => KeyValuePair.Create("EventBus:" + setting.Key, (string?)setting.Value)),
        ]);
        builder.Services.AddSingleton<Recorder>();
        builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus"))
            .AddConsumerGroup("mail", StartAt.Latest, group => group.OnOrderPlaced<FirstHandler>("first"));
        using IHost host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            await host.StopAsync(TestContext.Current.CancellationToken);
            return null;
        }
        catch (OptionsValidationException e)
        {
            return e;
        }
    }
}
