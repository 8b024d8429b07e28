namespace EventSchemas.Analyzers;

/// <summary>Takes two findings for one where they say the same at the same place: several events can reach one record.</summary>
sealed class FindingComparer : IEqualityComparer<Finding>
{
    public static FindingComparer Instance { get; } = new();

    public bool Equals(Finding? x, Finding? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.Owner == y.Owner && x.Diagnostic.Equals(y.Diagnostic));

    public int GetHashCode(Finding finding) => finding.Diagnostic.GetHashCode();
}
