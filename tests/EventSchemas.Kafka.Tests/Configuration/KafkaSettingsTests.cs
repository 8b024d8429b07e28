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
}
