using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>
/// Records, for one direction of reading, whether each failure has been explained by a difference. Schemas may be recursive: a pair
/// that occurs again within itself is explained by other differences of the outer pair, not by itself.
/// </summary>
sealed class FailureAccount
{
    private readonly ResolutionBuilder _resolutions = new();
    private readonly Dictionary<SchemaPair, Visit> _visits = [];
    private int _reasons;
    private int _open;
    private Visit? _link;

    /// <summary>How a reader reads a writer.</summary>
    public AvroResolution Resolve(AvroSchema reader, AvroSchema writer) => _resolutions.Resolve(reader, writer);

    /// <summary>Whether a reader can't read everything that a writer writes.</summary>
    public bool Fails(AvroSchema reader, AvroSchema writer) => Resolve(reader, writer).Readability != AvroReadability.All;

    /// <summary>A difference was found; where it breaks, it explains a failure.</summary>
    public void AddReason(bool breaks) => _reasons += breaks ? 1 : 0;

    /// <summary>Whether walking a pair would explain nothing new: it doesn't fail here, or it has been walked where it failed.</summary>
    public bool IsCovered(SchemaPair pair, bool isFailing) => !isFailing || _visits.ContainsKey(pair);

    /// <summary>A pair that is covered has been met again.</summary>
    public void Meet(SchemaPair pair, bool isFailing)
    {
        if (isFailing)
        {
            Visit visit = _visits[pair];
            LeadBackTo(visit.IsOpen || visit.HasReason ? visit : visit.Link ?? visit);
        }
    }

    /// <summary>What has been explained before a place is compared.</summary>
    public Mark Begin()
    {
        var mark = new Mark(_reasons, _open, _link);
        _link = null;
        return mark;
    }

    /// <summary>The place has been compared.</summary>
    /// <returns>Whether its failure has been explained, by itself or by a pair around it.</returns>
    public bool End(Mark mark)
    {
        bool isExplained = _reasons > mark.Reasons || (_link is { IsOpen: true } link && link.Depth < mark.Open);
        Visit? inner = _link;
        _link = mark.Link;
        if (inner is { IsOpen: true })
        {
            LeadBackTo(inner);
        }

        return isExplained;
    }

    /// <summary>A pair is walked; where it fails, account is kept of it.</summary>
    public Visit? Enter(SchemaPair pair, bool isFailing)
    {
        if (!isFailing)
        {
            return null;
        }

        var visit = new Visit(_open++, _reasons);
        _visits[pair] = visit;
        return visit;
    }

    /// <summary>The pair has been walked.</summary>
    public void Leave(Visit? visit)
    {
        if (visit is not null)
        {
            _open--;
            visit.Close(_reasons, _link);
        }
    }

    private void LeadBackTo(Visit visit)
    {
        if (!visit.IsOpen)
        {
            _reasons++;
        }
        else if (_link is null || visit.Depth < _link.Depth)
        {
            _link = visit;
        }
    }

    /// <summary>What stood before a place is compared.</summary>
    public readonly record struct Mark(int Reasons, int Open, Visit? Link);

    /// <summary>A pair that is walked, or has been.</summary>
    public sealed class Visit(int depth, int reasons)
    {
        public int Depth { get; } = depth;

        public bool IsOpen { get; private set; } = true;

        public bool HasReason { get; private set; }

        public Visit? Link { get; private set; }

        public void Close(int reasonsAfter, Visit? link)
        {
            IsOpen = false;
            HasReason = reasonsAfter > reasons;
            Link = link is { IsOpen: true } ? link : null;
        }
    }
}
