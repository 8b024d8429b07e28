namespace EventSchemas.Analyzers;

/// <summary>How an event stands to its contract file.</summary>
enum ContractState
{
    UpToDate,
    Missing,
    OutOfDate,
    Broken,
}
