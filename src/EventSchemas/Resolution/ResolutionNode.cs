using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// A place in the data of another schema: what its writer wrote there, and where it goes. Generated readers follow it.
/// Immutable once the plan is made, and safe to share between threads.
/// </summary>
public sealed class ResolutionNode
{
    private ResolutionStep[] _steps = [];
    private int[] _missing = [];
    private int[] _cases = [];

    internal ResolutionNode(AvroSchemaKind writer)
    {
        Writer = writer;
    }

    /// <summary>What the writer wrote.</summary>
    public AvroSchemaKind Writer { get; }

    /// <summary>Of a value that goes into a union, the position of the branch that takes it; 0 otherwise.</summary>
    public int Branch { get; internal init; }

    /// <summary>Of a value that goes into a union, how the branch reads it.</summary>
    /// <exception cref="InvalidOperationException">It goes into none.</exception>
    public ResolutionNode Target => TargetOrNull ?? throw new InvalidOperationException("The reader has no union here.");

    /// <summary>Whether the writer's values are the reader's, byte for byte, so that they can be read straight.</summary>
    public bool IsStraight { get; internal set; }

    /// <summary>
    /// For each of the <see cref="Steps"/> of a record, twice its member where the value can be read straight, and one more where the node
    /// says how; -1 where the reader has no such member.
    /// </summary>
    public ReadOnlySpan<int> Cases => _cases;

    /// <summary>The fields of a record in the order of the data.</summary>
    public ReadOnlySpan<ResolutionStep> Steps => _steps;

    /// <summary>The positions of the reader's fields that the writer lacks.</summary>
    public ReadOnlySpan<int> Missing => _missing;

    /// <summary>The items of a list, or the values of a map.</summary>
    /// <exception cref="InvalidOperationException">The writer wrote neither here.</exception>
    public ResolutionNode Item => ItemOrNull ?? throw new InvalidOperationException($"The Avro kind {Writer} has no items.");

    /// <summary>The fewest bytes that an item takes, of a list or map.</summary>
    public int MinItemLength { get; internal init; }

    internal ResolutionNode? TargetOrNull { get; init; }

    internal ResolutionNode? ItemOrNull { get; set; }

    internal ResolutionNode[] Branches { get; set; } = [];

    internal int FixedLength { get; init; }

    internal EnumResolution Symbols { get; init; } = EnumResolution.None;

    /// <summary>How the writer's units become the reader's, where they differ.</summary>
    internal UnitConversion? Units { get; init; }

    /// <summary>Of a decimal, the digits behind the point as the writer has them; null where its schema doesn't say.</summary>
    internal int? Scale { get; init; }

    /// <summary>Why the reader has no place for this branch of the writer's union; it matters only where the data holds it.</summary>
    internal string? Problem { get; init; }

    internal void SetSteps(ResolutionStep[] steps, int[] missing)
    {
        _steps = steps;
        _cases = [.. steps.Select(step => step.Member < 0 ? -1 : (2 * step.Member) + (step.Node.IsStraight ? 0 : 1))];
        _missing = missing;
    }
}
