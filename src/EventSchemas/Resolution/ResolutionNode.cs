using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// A place in the data of another schema: what its writer wrote there, and where it goes. Generated readers follow it.
/// Immutable once the plan is made, and safe to share between threads.
/// </summary>
public sealed class ResolutionNode
{
    private ResolutionStep[] _steps = [];

    internal ResolutionNode(AvroSchemaKind writer)
    {
        Writer = writer;
    }

    /// <summary>What the writer wrote.</summary>
    public AvroSchemaKind Writer { get; }

    /// <summary>Whether the writer wrote nothing here: the value is <see langword="null"/>.</summary>
    public bool IsNull => Writer == AvroSchemaKind.Null;

    /// <summary>The fields of a record in the order of the data.</summary>
    public ReadOnlySpan<ResolutionStep> Steps => _steps;

    /// <summary>The items of a list, or the values of a map.</summary>
    /// <exception cref="InvalidOperationException">The writer wrote neither here.</exception>
    public ResolutionNode Item => ItemOrNull ?? throw new InvalidOperationException($"The Avro kind {Writer} has no items.");

    /// <summary>The fewest bytes that an item takes, of a list or map.</summary>
    public int MinItemLength { get; internal set; }

    internal ResolutionNode? ItemOrNull { get; set; }

    internal ResolutionNode[] Branches { get; set; } = [];

    internal int FixedLength { get; set; }

    internal EnumResolution Symbols { get; set; } = EnumResolution.None;

    /// <summary>Why the reader has no place for this branch of the writer's union; it matters only where the data holds it.</summary>
    internal string? Problem { get; set; }

    internal void SetSteps(ResolutionStep[] steps) => _steps = steps;
}
