namespace EventSchemas.Analyzers;

/// <summary>What a diagnostic about a declaration carries for its fixes.</summary>
static class DeclarationProperties
{
    /// <summary>The key path that leads to a member, and is near to the one that doesn't.</summary>
    public const string NearestKey = "nearestKey";
}
