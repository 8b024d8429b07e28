using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;

namespace EventSchemas.Hosting;

/// <summary>
/// Feature flags of Microsoft.FeatureManagement. A flag without filters is answered from its definition, which costs a fifth of asking
/// the feature manager; any other one is asked in a scope of its own, so that a scoped feature manager works, too.
/// </summary>
sealed class FeatureManagementFlags : IEventFlags
{
    private readonly IServiceScopeFactory _scopes;
    private readonly IFeatureDefinitionProvider? _definitions;
    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    public FeatureManagementFlags(IServiceScopeFactory scopes, IServiceProvider services)
    {
        _scopes = scopes;

        // A session can answer instead of the definition, and so can a feature manager of the application's.
        using IServiceScope scope = scopes.CreateScope();
        bool isFromDefinitions = scope.ServiceProvider.GetService<IFeatureManager>() is { } manager
            && manager.GetType().Assembly == typeof(IFeatureManager).Assembly
            && !scope.ServiceProvider.GetServices<ISessionManager>().Any();
        _definitions = isFromDefinitions ? services.GetService<IFeatureDefinitionProvider>() : null;
    }

    public ValueTask<bool> IsEnabledAsync(string flag, CancellationToken cancellationToken = default)
    {
        if (_definitions?.GetFeatureDefinitionAsync(flag) is { IsCompletedSuccessfully: true, Result: { } definition })
        {
            // The provider returns the same definition until the configuration changes.
            if (!_answers.TryGetValue(flag, out Answer? known) || known.Definition != definition)
            {
                _answers[flag] = known = new Answer(definition, Constant(definition));
            }

            if (known.IsOn is { } isOn)
            {
                return ValueTask.FromResult(isOn);
            }
        }

        return AskAsync(flag);
    }

    public async ValueTask<bool> IsDeclaredAsync(string flag, CancellationToken cancellationToken = default)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            IFeatureManager features = scope.ServiceProvider.GetRequiredService<IFeatureManager>();
            await foreach (string declared in features.GetFeatureNamesAsync().WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (string.Equals(declared, flag, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private async ValueTask<bool> AskAsync(string flag)
    {
        AsyncServiceScope scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return await scope.ServiceProvider.GetRequiredService<IFeatureManager>().IsEnabledAsync(flag).ConfigureAwait(false);
        }
    }

    /// <summary>The answer if it depends on nothing but the definition; otherwise null.</summary>
    private static bool? Constant(FeatureDefinition definition)
    {
        if (definition.Status == FeatureStatus.Disabled)
        {
            return false;
        }

        bool isPlain = definition.Allocation is null && definition.Variants?.Any() != true;
        return isPlain ? definition.EnabledFor?.ToArray() switch
        {
            null or [] => false,
            [{ Name: "AlwaysOn" }] => true,
            _ => null,
        }
        : null;
    }

    private sealed record Answer(FeatureDefinition Definition, bool? IsOn);
}
