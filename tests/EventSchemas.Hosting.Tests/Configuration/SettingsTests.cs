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
    [InlineData("EventBus:Disk:Capacity", "1", "EventBus:Disk isn't a setting: correct its name, or remove it.")]
    [InlineData("EventBus:Memory:Capasity", "1", "EventBus:Memory:Capasity isn't a setting: correct its name, or remove it.")]
    [InlineData(
        "EventBus:Groups:group:QueueLenght", "1", "EventBus:Groups:group:QueueLenght isn't a setting: correct its name, or remove it.")]
    [InlineData(
        "EventBus:Groups:group:Unreadable",
        "Ignore",
        "EventBus:Groups:group:Unreadable can't be read: write one of DeadLetter, Stop, Skip.")]
    [InlineData(
        "EventBus:Groups:group:QueueLength", "many",
        "EventBus:Groups:group:QueueLength can't be read: write a value of the kind that docs/reference/settings.md shows for it.")]
    public void Another_key_and_a_value_that_can_not_be_read_are_errors_that_name_the_setting(string key, string value, string expected)
    {
        using IHost service = InMemoryTransport.CreateService(_ => { }, (key, value));

        OptionsValidationException e = Assert.Throws<OptionsValidationException>(() => (
            service.Services.GetRequiredService<IOptions<EventBusOptions>>().Value,
            service.Services.GetRequiredService<IOptions<MemoryOptions>>().Value));
        Assert.Equal([expected], e.Failures);
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
                "EventBus:Groups:group:QueueLength is 0: give 1 or more.",
            ],
            e.Failures);
    }
}
