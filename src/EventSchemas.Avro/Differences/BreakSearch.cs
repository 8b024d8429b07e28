using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>
/// Keeps account, for one direction of reading, of whether what fails has been explained by a difference. Schemas may lead back into
/// themselves: a pair that is met again within itself is explained by what else the outer pair has, and not by itself.
/// </summary>
sealed class BreakSearch
{
    private readonly ReadabilityCheck _check = new();
    private readonly Dictionary<SchemaPair, Visit> _visits = [];
    private int _reasons;
    private int _open;
    private Visit? _link;

    /// <summary>Whether a reader can't read a writer.</summary>
    public bool Fails(AvroSchema reader, AvroSchema writer) => _check.Run(reader, writer).Count > 0;

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

    /// <summary>The account before a place is compared.</summary>
    public Account Begin()
    {
        var account = new Account(_reasons, _open, _link);
        _link = null;
        return account;
    }

    /// <summary>Settles the account.</summary>
    /// <returns>Whether the place has been explained, by itself or by a pair around it.</returns>
    public bool End(Account account)
    {
        bool isExplained = _reasons > account.Reasons || (_link is { IsOpen: true } link && link.Depth < account.Open);
        Visit? inner = _link;
        _link = account.Link;
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
    public readonly record struct Account(int Reasons, int Open, Visit? Link);

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
