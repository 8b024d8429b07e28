using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Walks a writer's and a reader's schema side by side and makes the nodes that reading follows.</summary>
sealed class ResolutionPlanBuilder
{
    private readonly Dictionary<ReadingPair, Resolved> _records = [];
    private readonly Dictionary<AvroSchema, ResolutionNode> _skipped = new(ReferenceEqualityComparer.Instance);

    // Pairs of records within each other: those that are being resolved, those of them that something has relied on, and those that were found not to resolve.
    private readonly HashSet<ReadingPair> _open = [];
    private readonly HashSet<ReadingPair> _assumed = [];
    private readonly HashSet<ReadingPair> _unresolvable;

    private ResolutionPlanBuilder(HashSet<ReadingPair> unresolvable)
    {
        _unresolvable = unresolvable;
    }

    /// <summary>The nodes for reading; meaningless unless there are no incompatibilities.</summary>
    public static ResolutionNode Build(AvroSchema writer, AvroSchema reader, out IReadOnlyList<AvroIncompatibility> incompatibilities)
    {
        // A record that leads back to itself is taken for resolvable meanwhile. Where it turns out not to be, what relied on it is built anew.
        var unresolvable = new HashSet<ReadingPair>();
        while (true)
        {
            int known = unresolvable.Count;
            Resolved resolved = new ResolutionPlanBuilder(unresolvable).Resolve(writer, reader, "");
            if (unresolvable.Count == known)
            {
                incompatibilities = resolved.Incompatibilities;
                return resolved.Node;
            }
        }
    }

    /// <summary>The nodes for passing over what a schema wrote.</summary>
    public static ResolutionNode ForSkipping(AvroSchema writer) => new ResolutionPlanBuilder([]).Skip(writer);

    private Resolved Resolve(AvroSchema writer, AvroSchema reader, string location) => (writer, reader) switch
    {
        (AvroUnionSchema union, _) => ResolveWriterUnion(union, reader, location),
        (_, AvroUnionSchema union) => ResolveReaderUnion(writer, union, location),
        (AvroRecordSchema from, AvroRecordSchema to) => ResolveRecord(from, to, location),
        (AvroEnumSchema from, AvroEnumSchema to) => ResolveEnum(from, to, location),
        (AvroFixedSchema from, AvroFixedSchema to) => ResolveFixed(from, to, location),
        (AvroArraySchema from, AvroArraySchema to) => ResolveItems(writer, from.Items, to.Items, location + "/items"),
        (AvroMapSchema from, AvroMapSchema to) => ResolveItems(writer, from.Values, to.Values, location + "/values"),
        _ when AvroPromotion.Allows(writer.Kind, reader.Kind) => ResolveValue(writer, reader, location),
        _ => Fail(writer, AvroIncompatibilityKind.TypeMismatch, location, $"{Name(writer)} can't be read as {Name(reader)}"),
    };

    // A branch that fails must not fail the plan: the data may never hold it.
    private Resolved ResolveWriterUnion(AvroUnionSchema writer, AvroSchema reader, string location)
    {
        var node = new ResolutionNode(AvroSchemaKind.Union) { Branches = new ResolutionNode[writer.Branches.Count] };
        bool isStraight = reader is AvroUnionSchema union && union.Branches.Count == writer.Branches.Count;
        for (int i = 0; i < node.Branches.Length; i++)
        {
            Resolved branch = Resolve(writer.Branches[i], reader, location);
            isStraight &= branch.Node.TargetOrNull is { IsStraight: true } && branch.Node.Branch == i;
            node.Branches[i] = branch.Incompatibilities.Count == 0
                ? branch.Node
                : new ResolutionNode(writer.Branches[i].Kind)
                {
                    Problem = $"The writer's schema allows {Name(writer.Branches[i])} here, the data holds one, and the reader has no place for it: "
                        + branch.Incompatibilities[0].Message,
                };
        }

        node.IsStraight = isStraight;
        return new Resolved(node);
    }

    // The branch of the same kind and name before one that the value would be promoted to.
    private Resolved ResolveReaderUnion(AvroSchema writer, AvroUnionSchema reader, string location)
    {
        string reason = "";
        foreach (int i in Enumerable.Range(0, reader.Branches.Count).OrderBy(i => IsExact(writer, reader.Branches[i]) ? 0 : 1))
        {
            Resolved resolved = Resolve(writer, reader.Branches[i], location);
            if (resolved.Incompatibilities.Count == 0)
            {
                return new Resolved(new ResolutionNode(writer.Kind) { Branch = i, TargetOrNull = resolved.Node });
            }

            reason = reason.Length > 0 || reader.Branches[i].Kind == AvroSchemaKind.Null ? reason : $": {resolved.Incompatibilities[0].Message}";
        }

        return Fail(writer, AvroIncompatibilityKind.MissingUnionBranch, location, $"{Name(writer)} can't be read as any branch of the union{reason}");
    }

    private static bool IsExact(AvroSchema writer, AvroSchema branch) =>
        writer.Kind == branch.Kind && (writer is not AvroNamedSchema named || named.Name == ((AvroNamedSchema)branch).Name);

    private static Resolved ResolveValue(AvroSchema writer, AvroSchema reader, string location) => LogicalTypeResolution.Resolves(writer, reader)
        ? new Resolved(new ResolutionNode(writer.Kind)
        {
            Units = LogicalTypeResolution.Units(writer, reader),
            Scale = LogicalTypeResolution.Scale(writer),
            IsStraight = writer.Kind == reader.Kind && LogicalTypeResolution.AreSame(writer, reader),
        })
        : Fail(writer, AvroIncompatibilityKind.TypeMismatch, location, $"a {writer.LogicalType} can't be read as a {reader.LogicalType}");

    private static Resolved ResolveFixed(AvroFixedSchema writer, AvroFixedSchema reader, string location)
    {
        if (!reader.HasNameOf(writer))
        {
            return Fail(writer, AvroIncompatibilityKind.NameMismatch, location + "/name", $"{Name(writer)} can't be read as {Name(reader)}");
        }

        return writer.Size == reader.Size
            ? ResolveValue(writer, reader, location)
            : Fail(writer, AvroIncompatibilityKind.FixedSizeMismatch, location + "/size", $"{writer.Size} bytes can't be read as {reader.Size}");
    }

    // A symbol that the reader doesn't know must not fail the plan: the data may never hold it.
    private static Resolved ResolveEnum(AvroEnumSchema writer, AvroEnumSchema reader, string location) => reader.HasNameOf(writer)
        ? new Resolved(new ResolutionNode(AvroSchemaKind.Enum) { Symbols = EnumResolution.Of(writer, reader), IsStraight = writer.Symbols.SequenceEqual(reader.Symbols) })
        : Fail(writer, AvroIncompatibilityKind.NameMismatch, location + "/name", $"{Name(writer)} can't be read as {Name(reader)}");

    private Resolved ResolveItems(AvroSchema writer, AvroSchema from, AvroSchema to, string location)
    {
        Resolved item = Resolve(from, to, location);
        return new Resolved(new ResolutionNode(writer.Kind) { ItemOrNull = item.Node, MinItemLength = MinLength.OfItem(writer), IsStraight = item.Node.IsStraight }, item.Incompatibilities);
    }

    private Resolved ResolveRecord(AvroRecordSchema writer, AvroRecordSchema reader, string location)
    {
        var pair = new ReadingPair(writer, reader);
        if (_open.Contains(pair))
        {
            _assumed.Add(pair);
            return _unresolvable.Contains(pair)
                ? Fail(writer, AvroIncompatibilityKind.TypeMismatch, location, $"{Name(writer)} can't be read as {Name(reader)}")
                : new Resolved(_records[pair].Node);
        }

        if (_records.TryGetValue(pair, out Resolved? known))
        {
            return known;
        }

        var node = new ResolutionNode(AvroSchemaKind.Record);
        var incompatibilities = new List<AvroIncompatibility>();
        _records.Add(pair, new Resolved(node, incompatibilities));
        _open.Add(pair);
        ResolveFields(writer, reader, location, node, incompatibilities);
        _open.Remove(pair);
        if (incompatibilities.Count > 0 && _assumed.Contains(pair))
        {
            _unresolvable.Add(pair);
        }

        return _records[pair];
    }

    private void ResolveFields(AvroRecordSchema writer, AvroRecordSchema reader, string location, ResolutionNode node, List<AvroIncompatibility> incompatibilities)
    {
        if (!reader.HasNameOf(writer))
        {
            incompatibilities.Add(new AvroIncompatibility(
                AvroIncompatibilityKind.NameMismatch, location + "/name", $"{Name(writer)} can't be read as {Name(reader)}"));
        }

        int[] sources = Sources(writer, reader, location, incompatibilities);
        var steps = new ResolutionStep[writer.Fields.Count];
        for (int i = 0; i < steps.Length; i++)
        {
            int member = Array.IndexOf(sources, i);
            steps[i] = member < 0
                ? new ResolutionStep(-1, Skip(writer.Fields[i].Schema))
                : new ResolutionStep(member, ResolveField(writer.Fields[i], reader.Fields[member], $"{location}/fields/{member}/type", incompatibilities));
        }

        node.IsStraight = incompatibilities.Count == 0
            && sources.Length == steps.Length
            && steps.Index().All(step => step.Item.Member == step.Index && step.Item.Node.IsStraight);
        node.SetSteps(steps, [.. Enumerable.Range(0, sources.Length).Where(i => sources[i] < 0)]);
    }

    private ResolutionNode ResolveField(AvroField writer, AvroField reader, string location, List<AvroIncompatibility> incompatibilities)
    {
        Resolved field = Resolve(writer.Schema, reader.Schema, location);
        incompatibilities.AddRange(field.Incompatibilities.Except(incompatibilities));
        return field.Node;
    }

    // For each field of the reader, the position of the writer's field that it takes, or -1 for its default.
    private static int[] Sources(AvroRecordSchema writer, AvroRecordSchema reader, string location, List<AvroIncompatibility> incompatibilities)
    {
        int[] sources = new int[reader.Fields.Count];
        for (int i = 0; i < sources.Length; i++)
        {
            AvroField field = reader.Fields[i];
            int[] found = [.. field.Aliases.Prepend(field.Name).Select(writer.IndexOf).Where(position => position >= 0).Distinct()];
            sources[i] = found.Length == 0 ? -1 : found[0];
            if (found.Length > 0 && Array.IndexOf(sources, found[0], 0, i) is >= 0 and int other)
            {
                incompatibilities.Add(new AvroIncompatibility(
                    AvroIncompatibilityKind.AmbiguousAlias,
                    $"{location}/fields/{i}",
                    $"the writer's {writer.Fields[found[0]].Name} can't be both {reader.Fields[other].Name} and {field.Name}"));
            }
            else if (found.Length > 1)
            {
                incompatibilities.Add(new AvroIncompatibility(
                    AvroIncompatibilityKind.AmbiguousAlias,
                    $"{location}/fields/{i}",
                    $"the name and the aliases of {field.Name} lead to several fields of the writer: {string.Join(", ", found.Select(position => writer.Fields[position].Name))}"));
            }
            else if (found.Length == 0 && field.Default is null)
            {
                incompatibilities.Add(new AvroIncompatibility(
                    AvroIncompatibilityKind.ReaderFieldMissingDefaultValue,
                    $"{location}/fields/{i}",
                    $"the writer doesn't write {field.Name}, and it has no default"));
            }
        }

        return sources;
    }

    private ResolutionNode Skip(AvroSchema writer)
    {
        if (_skipped.TryGetValue(writer, out ResolutionNode? known))
        {
            return known;
        }

        var node = new ResolutionNode(writer.Kind) { FixedLength = (writer as AvroFixedSchema)?.Size ?? 0, MinItemLength = MinLength.OfItem(writer) };
        _skipped.Add(writer, node);
        switch (writer)
        {
            case AvroRecordSchema record:
                node.SetSteps([.. record.Fields.Select(f => new ResolutionStep(-1, Skip(f.Schema)))], []);
                break;
            case AvroUnionSchema union:
                node.Branches = [.. union.Branches.Select(Skip)];
                break;
            case AvroArraySchema array:
                node.ItemOrNull = Skip(array.Items);
                break;
            case AvroMapSchema map:
                node.ItemOrNull = Skip(map.Values);
                break;
            default:
                break;
        }

        return node;
    }

    private static Resolved Fail(AvroSchema writer, AvroIncompatibilityKind kind, string location, string message) =>
        new(new ResolutionNode(writer.Kind), [new AvroIncompatibility(kind, location.Length == 0 ? "/" : location, message)]);

    private static string Name(AvroSchema schema) => schema is AvroNamedSchema named ? $"{Kind(schema)} {named.Name}" : Kind(schema);

    private static string Kind(AvroSchema schema) => schema.Kind.ToString().ToLowerInvariant();

    private sealed record Resolved(ResolutionNode Node, IReadOnlyList<AvroIncompatibility> Incompatibilities)
    {
        public Resolved(ResolutionNode node)
            : this(node, [])
        {
        }
    }
}
