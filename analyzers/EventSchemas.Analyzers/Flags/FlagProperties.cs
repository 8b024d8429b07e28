namespace EventSchemas.Analyzers;

/// <summary>What a diagnostic about a flag carries for its fix.</summary>
static class FlagProperties
{
    public const string Flag = "flag";
}
