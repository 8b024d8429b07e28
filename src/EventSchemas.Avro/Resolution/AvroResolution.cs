using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>
/// How a reader's schema reads what a writer's schema writes at one place: what to do with the value, or why it can't be read. The
/// parts of a value have their own resolutions, so the resolution of two schemas is a tree, or a graph with cycles if the schemas are
/// recursive. Logical types don't count, as in the specification. Immutable and safe to share between threads.
/// </summary>
public abstract class AvroResolution
{
    private protected AvroResolution(AvroReadability readability)
    {
        Readability = readability;
    }

    /// <summary>Which of the writer's values can be read.</summary>
    public AvroReadability Readability { get; internal set; }

    /// <summary>Whether both schemas have names, so that all places that compare the two share one resolution.</summary>
    internal virtual bool IsOfNamedSchemas => false;

    /// <summary>Resolves what a writer writes to what a reader reads.</summary>
    /// <param name="reader">The schema to read as.</param>
    /// <param name="writer">The schema that the data was written with.</param>
    /// <exception cref="AvroSchemaException">The two are nested too deeply to be compared.</exception>
    public static AvroResolution Of(AvroSchema reader, AvroSchema writer)
    {
        if (reader is null)
        {
            throw new ArgumentNullException(nameof(reader));
        }

        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        return new ResolutionBuilder().Resolve(reader, writer);
    }

    /// <summary>Lists every reason why a value of the writer's can't be read.</summary>
    /// <returns>The reasons in the order of the reader's schema, with their places in it; empty if every value can be read.</returns>
    public IReadOnlyList<AvroIncompatibility> ListFailures() => Readability == AvroReadability.All ? [] : new FailureList().Of(this);

    /// <summary>What the resolutions of the parts say about the whole.</summary>
    internal virtual AvroReadability Judge() => Readability;
}

/// <summary>Which of a writer's values a reader can read. A higher one includes the lower ones.</summary>
public enum AvroReadability
{
    /// <summary>Not a single one.</summary>
    None,

    /// <summary>Those that don't hold what fails: a symbol, a branch of a union, or an item of a list that can also be empty.</summary>
    Some,

    /// <summary>Every one.</summary>
    All,
}

/// <summary>A primitive value, which is read as it is or promoted.</summary>
public sealed class AvroPrimitiveResolution : AvroResolution
{
    internal AvroPrimitiveResolution(AvroSchemaKind writer, AvroSchemaKind reader)
        : base(AvroReadability.All)
    {
        Writer = writer;
        Reader = reader;
    }

    /// <summary>The kind that was written.</summary>
    public AvroSchemaKind Writer { get; }

    /// <summary>The kind to read as.</summary>
    public AvroSchemaKind Reader { get; }
}

/// <summary>A value that can't be read, whatever it holds.</summary>
public sealed class AvroFailedResolution : AvroResolution
{
    internal AvroFailedResolution(AvroIncompatibilityKind kind, string message, bool isOfNamedSchemas = false)
        : base(AvroReadability.None)
    {
        Kind = kind;
        Message = message;
        IsOfNamedSchemas = isOfNamedSchemas;
    }

    /// <summary>What kind of reason.</summary>
    public AvroIncompatibilityKind Kind { get; }

    /// <summary>
    /// What differs, in the words of Apache Avro. Its place depends on the path to it: see <see
    /// cref="AvroResolution.ListFailures"/>.
    /// </summary>
    public string Message { get; }

    internal override bool IsOfNamedSchemas { get; }
}

/// <summary>A fixed.</summary>
public sealed class AvroFixedResolution : AvroResolution
{
    internal AvroFixedResolution(AvroFixedSchema reader, AvroFixedSchema writer)
        : base(reader.HasNameOf(writer) && reader.Size == writer.Size ? AvroReadability.All : AvroReadability.None)
    {
        Reader = reader;
        Writer = writer;
    }

    /// <summary>The schema to read as.</summary>
    public AvroFixedSchema Reader { get; }

    /// <summary>The schema that the data was written with.</summary>
    public AvroFixedSchema Writer { get; }

    internal override bool IsOfNamedSchemas => true;
}

/// <summary>An enum.</summary>
public sealed class AvroEnumResolution : AvroResolution
{
    internal AvroEnumResolution(AvroEnumSchema reader, AvroEnumSchema writer)
        : base(Judge(reader, writer))
    {
        Reader = reader;
        Writer = writer;
    }

    /// <summary>The schema to read as.</summary>
    public AvroEnumSchema Reader { get; }

    /// <summary>The schema that the data was written with.</summary>
    public AvroEnumSchema Writer { get; }

    internal override bool IsOfNamedSchemas => true;

    /// <summary>Whether the reader has a symbol for a symbol of the writer's: the same one, or its default.</summary>
    internal bool Reads(string symbol) => Reader.Default is not null || Reader.Contains(symbol);

    /// <summary>
    /// For each of the writer's symbols, its position in the reader's enum, the default's if the reader lacks it, or −1.
    /// </summary>
    public IReadOnlyList<int> MapSymbols()
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < Reader.Symbols.Count; i++)
        {
            positions.Add(Reader.Symbols[i], i);
        }

        int otherwise = Reader.Default is null ? -1 : positions[Reader.Default];
        var mapped = new int[Writer.Symbols.Count];
        for (int i = 0; i < mapped.Length; i++)
        {
            mapped[i] = positions.TryGetValue(Writer.Symbols[i], out int position) ? position : otherwise;
        }

        return mapped;
    }

    private static AvroReadability Judge(AvroEnumSchema reader, AvroEnumSchema writer)
    {
        if (!reader.HasNameOf(writer))
        {
            return AvroReadability.None;
        }

        int missing = 0;
        for (int i = 0; i < writer.Symbols.Count && reader.Default is null; i++)
        {
            missing += reader.Contains(writer.Symbols[i]) ? 0 : 1;
        }

        return missing == 0 ? AvroReadability.All : missing < writer.Symbols.Count ? AvroReadability.Some : AvroReadability.None;
    }
}

/// <summary>A record. The writer's fields that no field of the reader's takes are skipped.</summary>
public sealed class AvroRecordResolution : AvroResolution
{
    internal AvroRecordResolution(AvroRecordSchema reader, AvroRecordSchema writer)
        : base(AvroReadability.All)
    {
        Reader = reader;
        Writer = writer;
        HasName = reader.HasNameOf(writer);
        Parts = new AvroFieldResolution[reader.Fields.Count];
    }

    /// <summary>The schema to read as.</summary>
    public AvroRecordSchema Reader { get; }

    /// <summary>The schema that the data was written with.</summary>
    public AvroRecordSchema Writer { get; }

    /// <summary>Whether the names go together. If they don't, the record can't be read, whatever its fields say.</summary>
    public bool HasName { get; }

    /// <summary>For each field of the reader's, where its value comes from.</summary>
    public IReadOnlyList<AvroFieldResolution> Fields => Parts;

    internal AvroFieldResolution[] Parts { get; }

    internal override bool IsOfNamedSchemas => true;

    internal override AvroReadability Judge()
    {
        AvroReadability least = HasName ? AvroReadability.All : AvroReadability.None;
        for (int i = 0; i < Parts.Length && least > AvroReadability.None; i++)
        {
            least = Parts[i].Resolution is { } part && part.Readability < least ? part.Readability : least;
        }

        return least;
    }
}

/// <summary>Where a field of a reader's record takes its value from.</summary>
/// <param name="Source">The position of the writer's field, by name or by the reader's alias; −1 if the writer has none.</param>
/// <param name="Resolution">
/// How its value is read, or why it can't be; <see langword="null"/> if the writer has no such field and the default is used.
/// </param>
public readonly record struct AvroFieldResolution(int Source, AvroResolution? Resolution)
{
    /// <summary>Whether its name and aliases match several of the writer's fields.</summary>
    internal bool IsAmbiguous => Resolution is AvroFailedResolution { Kind: AvroIncompatibilityKind.AmbiguousAlias };

    /// <summary>Whether the writer has no such field, and there is no default.</summary>
    internal bool IsMissing => Resolution is AvroFailedResolution { Kind: AvroIncompatibilityKind.ReaderFieldMissingDefaultValue };
}

/// <summary>The items of an array, or the values of a map.</summary>
public sealed class AvroItemsResolution : AvroResolution
{
    internal AvroItemsResolution(AvroSchemaKind kind, AvroResolution item)
        : base(AvroReadability.All)
    {
        Kind = kind;
        Item = item;
    }

    /// <summary>Array or map.</summary>
    public AvroSchemaKind Kind { get; }

    /// <summary>One of the items or values.</summary>
    public AvroResolution Item { get; }

    // A list or map without items can always be read.
    internal override AvroReadability Judge() => Item.Readability == AvroReadability.All ? AvroReadability.All : AvroReadability.Some;
}

/// <summary>A union that was written: the data says which branch it holds.</summary>
public sealed class AvroWriterUnionResolution : AvroResolution
{
    internal AvroWriterUnionResolution(AvroSchema reader, AvroUnionSchema writer)
        : base(AvroReadability.All)
    {
        Reader = reader;
        Writer = writer;
        Parts = new AvroResolution[writer.Branches.Count];
    }

    /// <summary>The schema to read as; a union or not.</summary>
    public AvroSchema Reader { get; }

    /// <summary>The union that the data was written with.</summary>
    public AvroUnionSchema Writer { get; }

    /// <summary>For each branch of the writer's, how the reader reads it.</summary>
    public IReadOnlyList<AvroResolution> Branches => Parts;

    internal AvroResolution[] Parts { get; }

    internal override AvroReadability Judge()
    {
        AvroReadability least = AvroReadability.All;
        AvroReadability most = Parts.Length == 0 ? AvroReadability.All : AvroReadability.None;
        foreach (AvroResolution part in Parts)
        {
            least = part.Readability < least ? part.Readability : least;
            most = part.Readability > most ? part.Readability : most;
        }

        return least == AvroReadability.All || most == AvroReadability.None ? most : AvroReadability.Some;
    }
}

/// <summary>A value that isn't a union's, read as a union: one branch takes all of the writer's values.</summary>
public sealed class AvroReaderUnionResolution : AvroResolution
{
    internal AvroReaderUnionResolution(AvroUnionSchema reader, AvroSchema writer)
        : base(AvroReadability.All)
    {
        Reader = reader;
        Writer = writer;
        Candidates = new AvroResolution[reader.Branches.Count];
    }

    /// <summary>The union to read as.</summary>
    public AvroUnionSchema Reader { get; }

    /// <summary>The schema that the data was written with; not a union.</summary>
    public AvroSchema Writer { get; }

    /// <summary>The position of the branch that takes the value; −1 where none can.</summary>
    public int Branch
    {
        get
        {
            int best = -1;
            for (int i = 0; i < Candidates.Length; i++)
            {
                best = Candidates[i].Readability > AvroReadability.None && (best < 0 || IsBetter(i, best)) ? i : best;
            }

            return best;
        }
    }

    /// <summary>How the branch reads the value; <see langword="null"/> where none can.</summary>
    public AvroResolution? Target => Branch is >= 0 and int branch ? Candidates[branch] : null;

    /// <summary>For each branch of the reader's, whether and how it could read the value.</summary>
    internal AvroResolution[] Candidates { get; }

    internal override AvroReadability Judge()
    {
        AvroReadability most = AvroReadability.None;
        foreach (AvroResolution candidate in Candidates)
        {
            most = candidate.Readability > most ? candidate.Readability : most;
        }

        return most;
    }

    // A branch that reads more values comes before one that reads fewer, then one of the same type before one by alias or
    // promotion.
    private bool IsBetter(int branch, int other)
    {
        int order = Candidates[branch].Readability.CompareTo(Candidates[other].Readability);
        return order > 0 || (order == 0 && Likeness(Reader.Branches[branch]) > Likeness(Reader.Branches[other]));
    }

    private int Likeness(AvroSchema branch) => (branch, Writer) switch
    {
        (AvroNamedSchema to, AvroNamedSchema from) => to.FullName == from.FullName ? 2 : to.Name == from.Name ? 1 : 0,
        _ => branch.Kind == Writer.Kind ? 2 : 0,
    };
}
