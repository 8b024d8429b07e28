using Microsoft.FeatureManagement;

namespace EventSchemas.Hosting;

/// <summary>Feature flags of Microsoft.FeatureManagement.</summary>
sealed class FeatureManagementFlags(IFeatureManager features) : IEventFlags
{
    public async ValueTask<bool> IsEnabledAsync(string flag, CancellationToken cancellationToken = default) =>
        await features.IsEnabledAsync(flag).ConfigureAwait(false);

    public async ValueTask<bool> IsDeclaredAsync(string flag, CancellationToken cancellationToken = default)
    {
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
