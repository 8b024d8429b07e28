using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>The events of a compiled assembly, and the contract files that they have or get.</summary>
/// <param name="Contracts">What the assembly says about its events.</param>
/// <param name="Folder">The contract files.</param>
/// <param name="Compatibility">The compatibility level of events that don't name one.</param>
/// <param name="Today">The day on which justifications must hold.</param>
sealed record ContractProject(IReadOnlyList<DeclaredContract> Contracts, ContractFolder Folder, string Compatibility, DateTime Today)
{
    /// <summary>What follows from a contract whose level allows every edit, as a sentence with a space before it.</summary>
    public const string AllowsEveryEdit = " Its level is NONE, so no edit of the event is reported as a break.";

    /// <summary>The event types that have contract files and that no record declares.</summary>
    public IReadOnlyList<string> UndeclaredTypes => [.. Folder.EventTypes.Except(Contracts.Select(contract => contract.EventType))];

    /// <summary>How an event compares with its versions.</summary>
    public EventVerdict VerdictOf(ContractCandidate candidate, ContractHistory history) => EventVerdict.Of(candidate, history, Today);

    /// <summary>That an event is declared although it was retired.</summary>
    public string RetiredMessage(Retirement retirement) => Rules.Of(RuleIds.EventRetired).Message(
        retirement.EventType, retirement.Date, retirement.Reason, Folder.RetirementPath(retirement.EventType));

    /// <summary>Runs an operation for each event; what can't be read of one event doesn't keep it from the others.</summary>
    /// <param name="verb">What the operation does with a contract, for its errors: "can't write a contract".</param>
    /// <param name="run">The operation on one event.</param>
    /// <param name="report">Takes what can't be read.</param>
    /// <param name="cancellationToken">Ends the operation before the next event.</param>
    /// <exception cref="RegistryUnavailableException">A schema registry can't be asked about any event.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void ForEachEvent(
        string verb,
        Action<ContractCandidate> run,
        Action<Outcome> report,
        CancellationToken cancellationToken)
    {
        foreach (DeclaredContract contract in Contracts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (contract.EventType.Length == 0)
            {
                report(Outcome.Error($"EventSchemas can't {verb} a contract for an event without an event type."));
                continue;
            }

            try
            {
                run(contract.ToCandidate(Compatibility));
            }
            catch (AvroSchemaException e)
            {
                string message = $"EventSchemas can't {verb} a contract for {contract.EventType}: a schema is malformed. {e.Message}";
                report(Outcome.Error(message, contract.EventType));
            }
            catch (RegistryException e)
            {
                report(Outcome.Error($"EventSchemas can't {verb} a contract for {contract.EventType}. {e.Message}", contract.EventType));
            }
        }
    }

    /// <summary>
    /// Reports the shipped events that no record declares any more; gives the event types that took their place, as far as that can be
    /// told.
    /// </summary>
    public IReadOnlyList<string> ReportMissing(Action<Outcome> report)
    {
        IReadOnlyList<string> undeclared = UndeclaredTypes;
        DeclaredEvent[] declared = undeclared.Count == 0 ? [] : [.. DeclaredEvents()];
        var successors = new List<string>();
        foreach (string eventType in undeclared)
        {
            if (MissingEvent.Of(eventType, ReadableHistoryOf(eventType, report), declared) is { } missing)
            {
                report(Outcome.ErrorOf(RuleIds.EventMissing, eventType, missing.Version.Path!, missing.Message));
                successors.AddRange(missing.Successor is { } successor ? [successor.EventType] : []);
            }
        }

        return successors;
    }

    /// <summary>The events that records declare.</summary>
    public IEnumerable<DeclaredEvent> DeclaredEvents() =>
        Contracts.Where(contract => contract.EventType.Length > 0).Select(Declared);

    /// <summary>The versions of an event; none where a file can't be read, which is reported.</summary>
    public ContractHistory ReadableHistoryOf(string eventType, Action<Outcome> report)
    {
        try
        {
            return Folder.HistoryOf(eventType);
        }
        catch (AvroSchemaException e)
        {
            string message = Rules.Of(RuleIds.ContractUnreadable).Message(e.Message);
            report(Outcome.ErrorOf(RuleIds.ContractUnreadable, eventType, Folder.SchemaPath(eventType), message));
            return ContractHistory.Empty;
        }
    }

    /// <summary>
    /// Reports, as the analyzers do, an event's contract files that can't be read, and shipped versions that aren't what was shipped;
    /// whether there are any.
    /// </summary>
    /// <exception cref="AvroSchemaException">A file isn't a schema.</exception>
    public bool ReportDamages(string eventType, Action<Outcome> report)
    {
        Outcome[] damages = [.. DamagesOf(eventType)];
        Array.ForEach(damages, report);
        return damages.Length > 0;
    }

    private IEnumerable<Outcome> DamagesOf(string eventType) =>
    [
        .. Folder.Unreadable(eventType).Select(unreadable => Outcome.ErrorOf(
            RuleIds.ContractUnreadable,
            eventType,
            unreadable.File,
            Rules.Of(RuleIds.ContractUnreadable).Message($"{Path.GetFileName(unreadable.File)}: {unreadable.Problem.Message}")) with
        {
            Line = unreadable.Problem.Line,
        }),
        .. from version in Folder.Shipped(eventType)
           let problem = Folder.ProblemOfShipped(eventType, version.Number!.Value, version)
           where problem is not null
           select Outcome.ErrorOf(
               RuleIds.ShippedVersionEdited,
               eventType,
               version.Path!,
               Rules.Of(RuleIds.ShippedVersionEdited).Message(version.Number, eventType, problem)),
    ];

    // What can't be read is reported where the operation runs for the event.
    private DeclaredEvent Declared(DeclaredContract contract)
    {
        try
        {
            AvroSchema schema = contract.ToCandidate(Compatibility).Schema;
            return new DeclaredEvent(contract.EventType, contract.Record, schema, Folder.Shipped(contract.EventType).Count > 0);
        }
        catch (AvroSchemaException)
        {
            return new DeclaredEvent(contract.EventType, contract.Record, Schema: null, WasReleased: true);
        }
    }
}
