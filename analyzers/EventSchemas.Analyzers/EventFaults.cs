namespace EventSchemas.Analyzers;

/// <summary>Collects the faults of EventSchemas in the analysis of events, one for each event, so that the other events go on.</summary>
/// <param name="stages">The stages whose faults the generator reports.</param>
sealed class EventFaults(EventStages stages)
{
    private readonly Dictionary<string, OwnedDiagnostic> _byEvent = new(StringComparer.Ordinal);

    /// <summary>The faults.</summary>
    public IEnumerable<OwnedDiagnostic> Found => _byEvent.Values;

    /// <summary>The results for one event; none where there was a fault.</summary>
    public IReadOnlyList<T> Catch<T>(AnalyzedEvent @event, Func<IEnumerable<T>> results)
    {
        try
        {
            return [.. results()];
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            if (!_byEvent.ContainsKey(@event.MetadataName) && !FailsInGenerator(@event))
            {
                _byEvent.Add(@event.MetadataName, OwnedDiagnostic.Fault(@event.Place, e));
            }

            return [];
        }
    }

    /// <summary>The results for all events; after a fault, those of the events that have none on their own.</summary>
    public IReadOnlyList<OwnedDiagnostic> CatchEach<T>(
        IReadOnlyList<T> items, Func<T, AnalyzedEvent> eventOf, Func<IReadOnlyList<T>, IEnumerable<OwnedDiagnostic>> find)
    {
        try
        {
            return [.. find(items)];
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            return [.. items.SelectMany(item => Catch(eventOf(item), () => find([item])))];
        }
    }

    // The verdict builds the same schema.
    private bool FailsInGenerator(AnalyzedEvent @event)
    {
        try
        {
            stages.BuildSchema(@event.Declaration);
            return false;
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            return true;
        }
    }
}
