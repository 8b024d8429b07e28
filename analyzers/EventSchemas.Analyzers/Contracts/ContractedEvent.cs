namespace EventSchemas.Analyzers;

/// <summary>An event held against its contract files.</summary>
sealed record ContractedEvent(EventInProject InProject, ContractVerdict Verdict)
{
    public AnalyzedEvent Event => InProject.Event;

    public string EventType => Event.Declaration.EventType;
}
