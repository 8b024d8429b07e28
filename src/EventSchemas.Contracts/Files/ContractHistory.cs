using System.Globalization;
using System.Runtime.CompilerServices;
using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>The versions that an event is checked against.</summary>
/// <param name="Accepted">The accepted contract; null where there is none.</param>
/// <param name="Released">The versions that other services may use, the oldest first.</param>
sealed record ContractHistory(ContractVersion? Accepted, IReadOnlyList<ContractVersion> Released)
{
    /// <summary>No versions.</summary>
    public static ContractHistory Empty { get; } = new(null, []);

    /// <summary>That the event has ended for good; null where it hasn't.</summary>
    public Retirement? Retirement { get; init; }

    /// <summary>The versions without those that were edited after they were shipped, which nobody reads or writes.</summary>
    public ContractHistory WithoutEdited() => Released.Any(version => version.EditedProblem is not null)
        ? this with { Released = [.. Released.Where(version => version.EditedProblem is null)] }
        : this;

    /// <summary>The newest released version; null where there is none.</summary>
    public ContractVersion? LatestReleased => Released.Count == 0 ? null : Released[Released.Count - 1];

    /// <summary>The newest released version, or else the accepted contract; null where there is neither.</summary>
    public ContractVersion? Latest => LatestReleased ?? Accepted;

    /// <summary>The released versions that a registry has and nobody shipped, the oldest first.</summary>
    public IEnumerable<ContractVersion> NeverShipped => Released.Where(version => version.Stage == ContractStage.Published);

    /// <summary>
    /// The same with what a registry has and nobody shipped, each behind the versions that were registered before it: which version is
    /// the newest decides under levels that aren't transitive.
    /// </summary>
    /// <param name="registered">All versions of the registry, in the order of their registration.</param>
    public ContractHistory WithRegistered(IEnumerable<ContractVersion> registered)
    {
        List<ContractVersion> released = [.. Released];
        int next = 0;
        foreach (ContractVersion version in registered)
        {
            int same = released.FindLastIndex(one => one.Schema.Equals(version.Schema));
            if (same < 0)
            {
                released.Insert(next, version);
                same = next;
            }

            next = Math.Max(next, same + 1);
        }

        return this with { Released = released };
    }
}

/// <summary>A version of an event.</summary>
sealed class ContractVersion : IEquatable<ContractVersion>
{
    private readonly Lazy<string?> _editedProblem;

    private ContractVersion(ContractStage stage, int? number, string? path, AvroSchema schema, ContractFile? contract)
    {
        Stage = stage;
        Number = number;
        Path = path;
        Schema = schema;
        Contract = contract;
        _editedProblem = new Lazy<string?>(
            () => Stage == ContractStage.Shipped && Contract is { } beside ? EditedProblemOf(Number, Schema, beside) : null);
    }

    /// <summary>How far it has come.</summary>
    public ContractStage Stage { get; }

    /// <summary>Its number; null for the accepted contract.</summary>
    public int? Number { get; }

    /// <summary>The file that it was read from; null where it wasn't read from a file.</summary>
    public string? Path { get; }

    public AvroSchema Schema { get; }

    /// <summary>The content of the <c>.contract.json</c> beside it; null where there is none, or none that can be read.</summary>
    public ContractFile? Contract { get; }

    /// <summary>What somebody edited after it was shipped, as the middle of a sentence; null where nothing was.</summary>
    public string? EditedProblem => _editedProblem.Value;

    /// <summary>Whether services other than ours may use it.</summary>
    public bool IsReleased => Stage != ContractStage.Accepted;

    /// <summary>Its name in a message, before "of" and the event.</summary>
    public string Name => Stage switch
    {
        ContractStage.Accepted => "the contract",
        ContractStage.Shipped => $"version {NumberText}",
        _ => $"the registry's version {NumberText}",
    };

    /// <summary>
    /// What somebody edited in a shipped version after it was shipped, as the middle of a sentence; null where nothing was.
    /// </summary>
    public static string? EditedProblemOf(int? number, AvroSchema schema, ContractFile contract) =>
        contract.Sha256 != ContractFile.HashOf(schema)
            ? FormattableString.Invariant($"its schema no longer fits the hash in {number}.contract.json")
        : contract.AreTermsEdited
            ? FormattableString.Invariant(
                $"the level, topic or another entry of {number}.contract.json doesn't match termsSha256 in the same file")
        : null;

    /// <summary>What is wrong with the files of a shipped version, as the middle of a sentence; null where nothing is.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="hasVersionBefore">Whether the schema of the version before it is there.</param>
    /// <param name="hasContract">Whether the <c>.contract.json</c> beside its schema is there.</param>
    /// <param name="edited">Finds what was edited.</param>
    public static string? ProblemOfShipped(int number, bool hasVersionBefore, bool hasContract, Func<string?> edited) =>
        number > 1 && !hasVersionBefore ? FormattableString.Invariant($"version {number - 1} before it is missing")
        : hasContract ? edited()
        : FormattableString.Invariant($"{number}{ContractPath.ContractExtension} beside it is missing");

    private string? NumberText => Number?.ToString(CultureInfo.InvariantCulture);

    // A version is read once, and each place names that one.
    public bool Equals(ContractVersion? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public static ContractVersion Accepted(string path, AvroSchema schema, ContractFile? contract) =>
        new(ContractStage.Accepted, null, path, schema, contract);

    public static ContractVersion Shipped(int number, string path, AvroSchema schema, ContractFile? contract) =>
        new(ContractStage.Shipped, number, path, schema, contract);

    public static ContractVersion Published(int number, AvroSchema schema) => new(ContractStage.Published, number, null, schema, null);
}

/// <summary>How far a version of an event has come.</summary>
enum ContractStage
{
    /// <summary>It is the contract, and perhaps not released yet.</summary>
    Accepted,

    /// <summary>It is one of the shipped versions.</summary>
    Shipped,

    /// <summary>A schema registry has it, and it isn't one of the shipped versions.</summary>
    Published,
}
