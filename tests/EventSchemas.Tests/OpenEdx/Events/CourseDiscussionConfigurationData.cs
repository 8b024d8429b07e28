namespace EventSchemas.Tests.OpenEdx;

public sealed record CourseDiscussionConfigurationData(
    string CourseKey,
    string ProviderType,
    bool Enabled,
    bool EnableInContext,
    bool EnableGradedUnits,
    bool UnitLevelVisibility,
    IReadOnlyDictionary<string, bool> PluginConfiguration,
    IReadOnlyList<DiscussionTopicContext> Contexts);
