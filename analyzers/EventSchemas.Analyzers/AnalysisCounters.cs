namespace EventSchemas.Analyzers;

/// <summary>What an analyzer did since it was made.</summary>
/// <param name="EventsRead">How many declarations of events were read.</param>
/// <param name="EventsChecked">How many events were held against their contract files.</param>
/// <param name="FilesParsed">How many texts of contract files were parsed.</param>
public sealed record AnalysisCounters(int EventsRead, int EventsChecked, int FilesParsed);
