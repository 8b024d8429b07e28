namespace EventSchemas.Analyzers;

/// <summary>An event with the settings that count for it.</summary>
sealed record EventInProject(AnalyzedEvent Event, EventSettings Settings)
{
    /// <summary>The level that its versions must keep.</summary>
    public Avro.CompatibilityLevel Level =>
        Avro.CompatibilityLevels.TryParseRegistryName(Event.Declaration.Compatibility, out Avro.CompatibilityLevel own) ? own : Settings.Compatibility;
}
