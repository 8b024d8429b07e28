using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace EventSchemas.Hosting;

/// <summary>The bus's section without the subsections of transports, so that any other key that isn't a setting is an error.</summary>
sealed class CoreSection(IConfigurationSection section, IReadOnlyCollection<string> transportSections) : IConfiguration
{
    public string? this[string key]
    {
        get => section[key];
        set => section[key] = value;
    }

    public IEnumerable<IConfigurationSection> GetChildren() =>
        section.GetChildren().Where(child => !transportSections.Contains(child.Key, StringComparer.OrdinalIgnoreCase));

    public IConfigurationSection GetSection(string key) => section.GetSection(key);

    public IChangeToken GetReloadToken() => section.GetReloadToken();
}
