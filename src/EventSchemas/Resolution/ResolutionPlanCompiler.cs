using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Makes the nodes that reading follows from the resolution of two schemas.</summary>
sealed class ResolutionPlanCompiler
{
    private static readonly ResolutionNode Mark = new(AvroSchemaKind.Null) { Move = ReaderMove.Mark };
    private static readonly ResolutionNode Rewind = new(AvroSchemaKind.Null) { Move = ReaderMove.Rewind };

    private readonly Dictionary<AvroResolution, ResolutionNode> _records = [];
    private readonly Dictionary<AvroSchema, ResolutionNode> _skipped = new(ReferenceEqualityComparer.Instance);

    // Nodes that can be read directly if their parts can, the parts before the whole except in recursive records.
    private readonly List<ResolutionNode> _wholes = [];

    private ResolutionPlanCompiler()
    {
    }

    /// <summary>The nodes for reading.</summary>
    public static ResolutionNode Compile(AvroResolution resolution, AvroSchema writer, AvroSchema reader)
    {
        var compiler = new ResolutionPlanCompiler();
        ResolutionNode root = compiler.Node(resolution, writer, reader);
        compiler.FindStraight();
        return root;
    }

    /// <summary>The nodes for passing over what a schema wrote.</summary>
    public static ResolutionNode CompileSkipping(AvroSchema writer) => new ResolutionPlanCompiler().Skip(writer);

    private ResolutionNode Node(AvroResolution resolution, AvroSchema writer, AvroSchema reader) => resolution switch
    {
        AvroPrimitiveResolution => Value(writer, reader),
        AvroFixedResolution { Readability: AvroReadability.All } => Value(writer, reader),
        AvroEnumResolution @enum when @enum.Reader.HasNameOf(@enum.Writer) => Enum(@enum),
        AvroItemsResolution items => Items(items, writer, reader),
        AvroRecordResolution record when CanEnter(record) => Record(record),
        AvroWriterUnionResolution union => WriterUnion(union),
        AvroReaderUnionResolution { Target: { } target } union => new ResolutionNode(writer.Kind)
        {
            Branch = union.Branch,
            TargetOrNull = Node(target, writer, union.Reader.Branches[union.Branch]),
        },
        _ => new ResolutionNode(writer.Kind) { Refusal = new Refusal(resolution, writer) },
    };

    private static ResolutionNode Value(AvroSchema writer, AvroSchema reader) => new(writer.Kind)
    {
        Units = LogicalTypeConversion.Units(writer, reader),
        Scale = LogicalTypeConversion.Scale(writer),
        IsStraight = LogicalTypeConversion.IsStraight(writer, reader),
    };

    private static ResolutionNode Enum(AvroEnumResolution resolution) => new(AvroSchemaKind.Enum)
    {
        Symbols = new EnumMapping(resolution.Writer.Symbols, [.. resolution.MapSymbols()]),
        IsStraight = resolution.Writer.Symbols.SequenceEqual(resolution.Reader.Symbols),
    };

    private ResolutionNode Items(AvroItemsResolution resolution, AvroSchema writer, AvroSchema reader) => Whole(
        new ResolutionNode(writer.Kind)
        {
            ItemOrNull = Node(resolution.Item, ItemOf(writer), ItemOf(reader)),
            MinItemLength = MinLength.OfItem(writer),
        },
        canBeStraight: true);

    private ResolutionNode WriterUnion(AvroWriterUnionResolution resolution)
    {
        IReadOnlyList<AvroSchema> branches = resolution.Writer.Branches;
        return Whole(
            new ResolutionNode(AvroSchemaKind.Union)
            {
                Branches = [.. branches.Select((branch, i) => Node(resolution.Branches[i], branch, resolution.Reader))],
            },
            canBeStraight: resolution.Reader is AvroUnionSchema union && union.Branches.Count == branches.Count);
    }

    // Where the record itself fails, and not the type of a field, no part of it is worth reading.
    private static bool CanEnter(AvroRecordResolution resolution) => resolution.HasName && resolution.Fields.All(field => field switch
    {
        { Source: < 0 } => field.Resolution is null,
        _ => field.Resolution is not AvroFailedResolution { Kind: AvroIncompatibilityKind.AmbiguousAlias },
    });

    private ResolutionNode Record(AvroRecordResolution resolution)
    {
        if (_records.TryGetValue(resolution, out ResolutionNode? known))
        {
            return known;
        }

        var node = new ResolutionNode(AvroSchemaKind.Record);
        _records.Add(resolution, node);
        var steps = new List<ResolutionStep>(resolution.Writer.Fields.Count);
        for (int i = 0; i < resolution.Writer.Fields.Count; i++)
        {
            AddSteps(steps, resolution, i);
        }

        node.SetSteps([.. steps], [.. Enumerable.Range(0, resolution.Fields.Count).Where(i => resolution.Fields[i].Source < 0)]);
        return Whole(node, steps.Count == resolution.Fields.Count && steps.Index().All(step => step.Item.Member == step.Index));
    }

    // All but the last member that take one field read it between a mark and a way back to it.
    private void AddSteps(List<ResolutionStep> steps, AvroRecordResolution resolution, int source)
    {
        AvroField written = resolution.Writer.Fields[source];
        int pending = -1;
        for (int i = 0; i < resolution.Fields.Count; i++)
        {
            if (resolution.Fields[i].Source == source)
            {
                if (pending >= 0)
                {
                    steps.Add(new ResolutionStep(-1, Mark));
                    steps.Add(Member(pending));
                    steps.Add(new ResolutionStep(-1, Rewind));
                }

                pending = i;
            }
        }

        steps.Add(pending < 0 ? new ResolutionStep(-1, Skip(written.Schema)) : Member(pending));

        ResolutionStep Member(int member) =>
            new(member, Node(resolution.Fields[member].Resolution!, written.Schema, resolution.Reader.Fields[member].Schema));
    }

    private ResolutionNode Skip(AvroSchema writer)
    {
        if (_skipped.TryGetValue(writer, out ResolutionNode? known))
        {
            return known;
        }

        var node = new ResolutionNode(writer.Kind)
        {
            FixedLength = (writer as AvroFixedSchema)?.Size ?? 0,
            MinItemLength = MinLength.OfItem(writer),
        };
        _skipped.Add(writer, node);
        switch (writer)
        {
            case AvroRecordSchema record:
                node.SetSteps([.. record.Fields.Select(field => new ResolutionStep(-1, Skip(field.Schema)))], []);
                break;
            case AvroUnionSchema union:
                node.Branches = [.. union.Branches.Select(Skip)];
                break;
            case AvroArraySchema or AvroMapSchema:
                node.ItemOrNull = Skip(ItemOf(writer));
                break;
            default:
                break;
        }

        return node;
    }

    private ResolutionNode Whole(ResolutionNode node, bool canBeStraight)
    {
        node.IsStraight = canBeStraight;
        _wholes.Add(node);
        return node;
    }

    // A recursive record counts as directly readable until a part of it isn't.
    private void FindStraight()
    {
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach (ResolutionNode node in _wholes)
            {
                if (node.IsStraight && !node.HasStraightParts())
                {
                    node.IsStraight = false;
                    isChanged = true;
                }
            }
        }

        _wholes.ForEach(node => node.SetCases());
    }

    private static AvroSchema ItemOf(AvroSchema schema) => schema is AvroMapSchema map ? map.Values : ((AvroArraySchema)schema).Items;
}
