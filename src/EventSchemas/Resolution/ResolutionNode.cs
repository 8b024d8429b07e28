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
        IsDirect = writer != AvroSchemaKind.Union;
    }

    /// <summary>What the writer wrote.</summary>
    public AvroSchemaKind Writer { get; }

    /// <summary>Of a value that is read into a union, the position of its branch; 0 otherwise.</summary>
    public int Branch { get; internal init; }

    /// <summary>Of a value that is read into a union, how the branch reads it.</summary>
    /// <exception cref="InvalidOperationException">It isn't read into a union.</exception>
    public ResolutionNode Target => TargetOrNull ?? throw new InvalidOperationException("The reader has no union here.");

    /// <summary>Whether the writer's values are the reader's, byte for byte, so that they can be read straight.</summary>
    public bool IsStraight { get; internal set; }

    /// <summary>
    /// For each of the <see cref="Steps"/> of a record, twice its member where the value can be read straight, and one more where the node
    /// says how; -1 where the step is only skipped.
    /// </summary>
    public ReadOnlySpan<int> Cases => _cases;

    /// <summary>
    /// The fields of a record in the order of the data. A field that several members take their values from has a step for each of them,
    /// and between these are steps that move the reader back when they are skipped.
    /// </summary>
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

    internal EnumMapping Symbols { get; init; } = EnumMapping.None;

    /// <summary>How the writer's units become the reader's, where they differ.</summary>
    internal UnitConversion? Units { get; init; }

    /// <summary>Of a decimal, the digits after the decimal point in the writer's schema; null if it doesn't define them.</summary>
    internal int? Scale { get; init; }

    /// <summary>Why the reader can't read the value that the writer wrote here; it matters only where the data holds it.</summary>
    internal Refusal? Refusal
    {
        get;
        init
        {
            field = value;
            IsDirect = false;
        }
    }

    /// <summary>Of a step that is only skipped and takes no bytes: how it moves the reader.</summary>
    internal ReaderMove Move { get; init; }

    /// <summary>Whether the node itself defines how to read: the value isn't a union's, and isn't rejected.</summary>
    internal bool IsDirect { get; private init; }

    internal void SetSteps(ResolutionStep[] steps, int[] missing)
    {
        _steps = steps;
        _missing = missing;
    }

    /// <summary>Whether all parts of a union, list, map or record can be read straight.</summary>
    internal bool HasStraightParts() => Writer switch
    {
        AvroSchemaKind.Union => Branches.Index().All(branch =>
            branch.Item.Branch == branch.Index && branch.Item.TargetOrNull is { IsStraight: true }),
        AvroSchemaKind.Record => Array.TrueForAll(_steps, step => step.Node.IsStraight),
        _ => Item.IsStraight,
    };

    /// <summary>Says of each step whether it can be read straight: once all of them are known.</summary>
    internal void SetCases() =>
        _cases = Array.ConvertAll(_steps, step => step.Member < 0 ? -1 : (2 * step.Member) + (step.Node.IsStraight ? 0 : 1));
}

/// <summary>One field as the writer wrote it, and where it goes. Immutable.</summary>
/// <param name="Member">The position of the reader's field that takes it, or -1 where the step is only skipped.</param>
/// <param name="Node">What the writer wrote.</param>
public readonly record struct ResolutionStep(int Member, ResolutionNode Node);

/// <summary>For each symbol of a writer's enum, its position in the reader's, or −1.</summary>
/// <param name="Names">The writer's symbols.</param>
/// <param name="Targets">The positions in the reader's enum.</param>
sealed record EnumMapping(IReadOnlyList<string> Names, int[] Targets)
{
    public static EnumMapping None { get; } = new([], []);
}

/// <summary>What a step does that reads nothing.</summary>
enum ReaderMove
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Marks where the reader is.</summary>
    Mark,

    /// <summary>Moves the reader back to the last mark, and takes the mark away.</summary>
    Rewind,
}

/// <summary>Why a reader can't read what a writer wrote at a place.</summary>
/// <param name="Resolution">What fails.</param>
/// <param name="Writer">What the writer wrote.</param>
sealed record Refusal(AvroResolution Resolution, AvroSchema Writer)
{
    /// <summary>The reason in words.</summary>
    /// <param name="isBranch">Whether the place is a branch of the writer's union.</param>
    public string Describe(bool isBranch) => (isBranch
        ? $"The writer's schema allows {Name(Writer)} here, the data holds one, and the reader has no place for it: "
        : $"The writer wrote {Name(Writer)} here, which the reader can't read: ") + Reason();

    // A union's failure doesn't say why the branch fails that looks like the right one.
    private string Reason()
    {
        string reason = Resolution.ListFailures()[0].Describe();
        IReadOnlyList<AvroSchema> branches = Resolution is AvroReaderUnionResolution union ? union.Reader.Branches : [];
        AvroSchema? branch = branches.FirstOrDefault(branch => branch.Kind == Writer.Kind);
        return branch is null ? reason : $"{reason}; as {Name(branch)}: {AvroCompatibility.CanRead(branch, Writer)[0].Describe()}";
    }

    private static string Name(AvroSchema schema) => schema is AvroNamedSchema named ? $"{Kind(schema)} {named.Name}" : Kind(schema);

    private static string Kind(AvroSchema schema) => schema.Kind.ToString().ToLowerInvariant();
}
