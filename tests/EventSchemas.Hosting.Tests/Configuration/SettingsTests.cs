using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting.Tests;

public sealed class SettingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transport_has_its_own_subsection()
    {
        using IHost service = InMemoryTransport.CreateService(_ => { });

        await service.StartAsync(Token);

        Assert.Equal(3, service.Services.GetRequiredService<IOptions<MemoryOptions>>().Value.Capacity);
    }

    [Theory]
    [InlineData("EventBus:Disk:Capacity", "Disk")]
    [InlineData("EventBus:Memory:Capasity", "Capasity")]
    [InlineData("EventBus:Groups:group:QueueLenght", "QueueLenght")]
    public void Another_key_is_an_error(string key, string name)
    {
        using IHost service = InMemoryTransport.CreateService(_ => { }, (key, "1"));

        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => (
            service.Services.GetRequiredService<IOptions<EventBusOptions>>().Value,
            service.Services.GetRequiredService<IOptions<MemoryOptions>>().Value));
        Assert.Contains(name, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_exception_at_start_names_everything_that_is_wrong()
    {
        using IHost service = InMemoryTransport.CreateService(
            _ => { }, ("EventBus:Groups:group:QueueLength", "0"), ("EventBus:Producers:org.acme.unknown.v1:Enabled", "true"));

        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(() => service.StartAsync(Token));
        Assert.Equal(
            [
                "EventBus:Producers:org.acme.unknown.v1: this service has no such event. It has org.acme.lamp.lit.v1.",
                "EventBus:Groups:group:QueueLength is 0: at least 1 message must fit.",
            ],
            e.Failures);
    }
}
