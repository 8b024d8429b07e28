using EventSchemas.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Redis.Tests;

public sealed class RedisSettingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Url", "", "EventBus:Redis:Url is missing: give the server's URL")]
    [InlineData("Url", "redis:secret", "EventBus:Redis:Url can't be read: begin it with redis://")]
    [InlineData("StreamMaxLength", "0", "EventBus:Redis:StreamMaxLength is 0: give 1 or more")]
    [InlineData("SourceLibrary", "1.2.0-beta", "EventBus:Redis:SourceLibrary is '1.2.0-beta': give integers with dots")]
    [InlineData("ReadCount", "0", "EventBus:Redis:ReadCount is 0: give 1 to 10000.")]
    [InlineData("MaxDeliveries", "0", "EventBus:Redis:MaxDeliveries is 0: give 1 or more.")]
    [InlineData("LagWarning", "2", "EventBus:Redis:LagWarning is 2: give a share above 0 and up to 1")]
    [InlineData("ClaimAfter", "00:00:00", "EventBus:Redis:ClaimAfter is 00:00:00: give a time above zero")]
    [InlineData("ConsumerName", " ", "EventBus:Redis:ConsumerName is empty")]
    [InlineData("Endpoints:0", "redis-2", "EventBus:Redis:Endpoints has 'redis-2': give host and port")]
    [InlineData("MaxLength", "5", "EventBus:Redis:MaxLength isn't a setting: correct its name, or remove it.")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, string value, string message)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["EventBus:Redis:Url"] = "redis://localhost";
        builder.Configuration[$"EventBus:Redis:{setting}"] = value;
        builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus")).UseRedis();
        using IHost host = builder.Build();

        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.StartsWith(message, Assert.Single(e.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bus_is_on_Redis_once()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var events = builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus")).UseRedis();

        Assert.Throws<InvalidOperationException>(() => events.UseRedis());
    }
}
