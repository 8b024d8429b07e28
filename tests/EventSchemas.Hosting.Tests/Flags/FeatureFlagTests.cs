using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.FeatureManagement;

namespace EventSchemas.Hosting.Tests;

public sealed class FeatureFlagTests
{
    private const string Flag = "LampLitEvent";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flag_without_filters_is_answered_at_once_and_follows_the_configuration()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>());
        IEventFlags flags = service.Services.GetRequiredService<IEventFlags>();
        var configuration = (IConfigurationRoot)service.Services.GetRequiredService<IConfiguration>();

        Task<bool> answer = flags.IsEnabledAsync(Flag, Token).AsTask();
        Assert.True(answer.IsCompletedSuccessfully);
        Assert.True(await answer);
        configuration[$"FeatureManagement:{Flag}"] = "false";
        configuration.Reload();

        Assert.False(await flags.IsEnabledAsync(Flag, Token));
        Assert.False(await flags.IsEnabledAsync("Unknown", Token));
    }

    [Fact]
    public async Task A_flag_with_a_filter_is_asked_every_time()
    {
        using IHost service = InMemoryTransport.CreateService(
            bus =>
            {
                bus.AddProducer<LampLit>();
                bus.Services.AddFeatureManagement().AddFeatureFilter<Alternating>();
            },
            ($"FeatureManagement:{Flag}", null),
            ($"FeatureManagement:{Flag}:EnabledFor:0:Name", nameof(Alternating)));
        IEventFlags flags = service.Services.GetRequiredService<IEventFlags>();

        Assert.NotEqual(await flags.IsEnabledAsync(Flag, Token), await flags.IsEnabledAsync(Flag, Token));
    }

    [Fact]
    public async Task Scoped_feature_management_works()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new($"FeatureManagement:{Flag}", "true")]);
        builder.Services.AddScopedFeatureManagement();
        builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus"));
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true }));
        using IHost service = builder.Build();
        IEventFlags flags = service.Services.GetRequiredService<IEventFlags>();

        Assert.True(await flags.IsDeclaredAsync(Flag, Token));
        Assert.True(await flags.IsEnabledAsync(Flag, Token));
    }

    [FilterAlias(nameof(Alternating))]
    private sealed class Alternating : IFeatureFilter
    {
        private bool _last;

        public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext context) => Task.FromResult(_last = !_last);
    }
}
