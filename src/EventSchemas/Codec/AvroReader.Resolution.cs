using System.Runtime.CompilerServices;
using EventSchemas.Avro;

namespace EventSchemas;

/// <content>Reading what another schema wrote.</content>
public ref partial struct AvroReader
{
    // Bytes that may be read more than once, for members that share one field: each level of such members multiplies them.
    private const int MinReadAgain = 64 * 1024;
    private const int MaxTimesReadAgain = 16;

    /// <summary>Follows the writer's unions to the branch that the data holds.</summary>
    /// <param name="node">What the writer wrote here.</param>
    /// <exception cref="EventDataException">The union has no such branch, or the reader has no place for the value.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ResolutionNode Resolve(ResolutionNode node) => node.IsDirect ? node : ResolveIndirect(node);

    private ResolutionNode ResolveIndirect(ResolutionNode node)
    {
        int start = _position;
        bool isBranch = node.Refusal is null;
        if (isBranch)
        {
            node = node.Branches[ReadUnionIndex(node.Branches.Length)];
        }

        return node.Refusal is not { } refusal
            ? node
            : throw new EventDataException(refusal.Describe(isBranch), start) { RefusedSchema = isBranch ? null : refusal.Writer };
    }

    /// <summary>Reads a long, which the writer may have written as an int.</summary>
    /// <param name="node">What the writer wrote here.</param>
    /// <exception cref="EventDataException">The data is malformed.</exception>
    public long ReadLong(ResolutionNode node)
    {
        node = Resolve(node);
        long value = node.Writer == AvroSchemaKind.Int ? ReadInt() : ReadLong();
        return node.Units is null ? value : node.Units.Apply(value);
    }

    /// <summary>Reads a float, which the writer may have written as an int or long.</summary>
    /// <param name="node">What the writer wrote here.</param>
    /// <exception cref="EventDataException">The data is malformed.</exception>
    public float ReadFloat(ResolutionNode node) => Resolve(node).Writer switch
    {
        AvroSchemaKind.Int => ReadInt(),
        AvroSchemaKind.Long => ReadLong(),
        _ => ReadFloat(),
    };

    /// <summary>Reads a double, which the writer may have written as any other number.</summary>
    /// <param name="node">What the writer wrote here.</param>
    /// <exception cref="EventDataException">The data is malformed.</exception>
    public double ReadDouble(ResolutionNode node) => Resolve(node).Writer switch
    {
        AvroSchemaKind.Int => ReadInt(),
        AvroSchemaKind.Long => ReadLong(),
        AvroSchemaKind.Float => ReadFloat(),
        _ => ReadDouble(),
    };

    /// <summary>Reads a decimal from <c>bytes</c>, at the writer's scale.</summary>
    /// <param name="node">What the writer wrote here.</param>
    /// <param name="scale">The digits after the decimal point if the writer's schema doesn't define them.</param>
    /// <exception cref="EventDataException">
    /// The data is malformed, or the number has more digits than a <see langword="decimal"/> can hold.
    /// </exception>
    public decimal ReadDecimal(ResolutionNode node, int scale) => ReadDecimal(Resolve(node).Scale ?? scale);

    /// <summary>Reads a decimal from a <c>fixed</c>, at the writer's scale.</summary>
    /// <param name="node">What the writer wrote here.</param>
    /// <param name="scale">The digits after the decimal point if the writer's schema doesn't define them.</param>
    /// <param name="size">The size of the fixed.</param>
    /// <exception cref="EventDataException">
    /// The data is malformed, or the number has more digits than a <see langword="decimal"/> can hold.
    /// </exception>
    public decimal ReadFixedDecimal(ResolutionNode node, int scale, int size) => ReadFixedDecimal(Resolve(node).Scale ?? scale, size);

    /// <summary>Reads an enum.</summary>
    /// <param name="node">What the writer wrote here.</param>
    /// <returns>
    /// The position of the symbol in the reader's enum, from 0; of its default symbol where it doesn't know the writer's.
    /// </returns>
    /// <exception cref="EventDataException">
    /// The data is malformed, or holds a symbol that the reader doesn't know, and it has no default symbol.
    /// </exception>
    public int ReadEnum(ResolutionNode node)
    {
        int start = _position;
        EnumMapping symbols = Resolve(node).Symbols;
        int index = ReadEnum(symbols.Targets.Length);
        return symbols.Targets[index] is >= 0 and int target
            ? target
            : throw Invalid(
                $"The writer's symbol {symbols.Names[index]} is none that the reader knows, and its enum has no default symbol", start);
    }

    /// <summary>Passes over a value that the reader has no member for, allocating nothing.</summary>
    /// <param name="node">What the writer wrote here.</param>
    /// <exception cref="EventDataException">The data is malformed.</exception>
    public void Skip(ResolutionNode node)
    {
        switch (node.Writer)
        {
            case AvroSchemaKind.Null:
                Move(node.Move);
                break;
            case AvroSchemaKind.Boolean:
                ReadBoolean();
                break;
            case AvroSchemaKind.Int or AvroSchemaKind.Long or AvroSchemaKind.Enum:
                ReadLong();
                break;
            case AvroSchemaKind.Float:
                Take(sizeof(float), "a float");
                break;
            case AvroSchemaKind.Double:
                Take(sizeof(double), "a double");
                break;
            case AvroSchemaKind.Bytes or AvroSchemaKind.String:
                ReadBytesSpan("a value");
                break;
            case AvroSchemaKind.Fixed:
                Take(node.FixedLength, "a fixed value");
                break;
            case AvroSchemaKind.Union:
                Enter();
                Skip(node.Branches[ReadUnionIndex(node.Branches.Length)]);
                Leave();
                break;
            case AvroSchemaKind.Record:
                Enter();
                foreach (ResolutionStep step in node.Steps)
                {
                    Skip(step.Node);
                }

                Leave();
                break;
            case AvroSchemaKind.Array or AvroSchemaKind.Map:
                Enter();
                SkipBlocks(node);
                Leave();
                break;
            default:
                throw new InvalidOperationException($"The Avro kind {node.Writer} has no way to be skipped.");
        }
    }

    private void Move(ReaderMove move)
    {
        if (move == ReaderMove.Mark)
        {
            (_marks ??= new ReaderMarks()).Positions.Push(_position);
        }
        else if (move == ReaderMove.Rewind && _marks is { } marks)
        {
            int position = marks.Positions.Pop();
            marks.BytesReadAgain += _position - position;
            _position = marks.BytesReadAgain <= Math.Max(MinReadAgain, (long)MaxTimesReadAgain * _data.Length)
                ? position
                : throw Invalid("Members that take the same field, one within the other, would read too much of the data again", position);
        }
    }

    private void SkipBlocks(ResolutionNode node)
    {
        bool isMap = node.Writer == AvroSchemaKind.Map;
        for (int count = ReadBlockCount(node.MinItemLength); count > 0; count = ReadBlockCount(node.MinItemLength))
        {
            for (int i = 0; i < count; i++)
            {
                if (isMap)
                {
                    ReadBytesSpan("a map's key");
                }

                Skip(node.Item);
            }
        }
    }

    private sealed class ReaderMarks
    {
        public Stack<int> Positions { get; } = [];

        public long BytesReadAgain { get; set; }
    }
}
