using System.Runtime.CompilerServices;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Walks a writer's and a reader's schema side by side and makes the nodes that reading follows.</summary>
sealed class ResolutionPlanBuilder
{
    private readonly Dictionary<(AvroSchema Writer, AvroSchema Reader), Resolved> _records = new(PairComparer.Instance);
    private readonly Dictionary<AvroSchema, ResolutionNode> _skipped = new(ReferenceEqualityComparer.Instance);

    private ResolutionPlanBuilder()
    {
    }

    /// <summary>The nodes for reading; meaningless unless there are no incompatibilities.</summary>
    public static ResolutionNode Build(AvroSchema writer, AvroSchema reader, out IReadOnlyList<AvroIncompatibility> incompatibilities)
    {
        Resolved resolved = new ResolutionPlanBuilder().Resolve(writer, reader, "");
        incompatibilities = resolved.Incompatibilities;
        return resolved.Node;
    }

    /// <summary>The nodes for passing over what a schema wrote.</summary>
    public static ResolutionNode ForSkipping(AvroSchema writer) => new ResolutionPlanBuilder().Skip(writer);

    private Resolved Resolve(AvroSchema writer, AvroSchema reader, string location) => (writer, reader) switch
    {
        (AvroUnionSchema union, _) => ResolveWriterUnion(union, reader, location),
        (_, AvroUnionSchema union) => ResolveReaderUnion(writer, union, location),
        (AvroRecordSchema from, AvroRecordSchema to) => ResolveRecord(from, to, location),
        (AvroEnumSchema from, AvroEnumSchema to) => ResolveEnum(from, to, location),
        (AvroArraySchema from, AvroArraySchema to) => ResolveItems(writer, from.Items, to.Items, location + "/items"),
        (AvroMapSchema from, AvroMapSchema to) => ResolveItems(writer, from.Values, to.Values, location + "/values"),
        _ when AvroPromotion.Allows(writer.Kind, reader.Kind) => new Resolved(new ResolutionNode(writer.Kind)),
        _ => Fail(writer, AvroIncompatibilityKind.TypeMismatch, location, $"{Name(writer)} can't be read as {Name(reader)}"),
    };

    // A branch that fails must not fail the plan: the data may never hold it.
    private Resolved ResolveWriterUnion(AvroUnionSchema writer, AvroSchema reader, string location)
    {
        var node = new ResolutionNode(AvroSchemaKind.Union) { Branches = new ResolutionNode[writer.Branches.Count] };
        for (int i = 0; i < node.Branches.Length; i++)
        {
            Resolved branch = Resolve(writer.Branches[i], reader, location);
            node.Branches[i] = branch.Incompatibilities.Count == 0
                ? branch.Node
                : new ResolutionNode(writer.Branches[i].Kind)
                {
                    Problem = $"The writer's schema allows {Name(writer.Branches[i])} here, the data holds one, and the reader has no place for it: "
                        + branch.Incompatibilities[0].Message,
                };
        }

        return new Resolved(node);
    }

    private Resolved ResolveReaderUnion(AvroSchema writer, AvroUnionSchema reader, string location)
    {
        foreach (AvroSchema branch in reader.Branches)
        {
            Resolved resolved = Resolve(writer, branch, location);
            if (resolved.Incompatibilities.Count == 0)
            {
                return resolved;
            }
        }

        return Fail(writer, AvroIncompatibilityKind.MissingUnionBranch, location, $"{Name(writer)} can't be read as any branch of the union");
    }

    // A symbol that the reader doesn't know must not fail the plan: the data may never hold it.
    private static Resolved ResolveEnum(AvroEnumSchema writer, AvroEnumSchema reader, string location) => reader.HasNameOf(writer)
        ? new Resolved(new ResolutionNode(AvroSchemaKind.Enum) { Symbols = EnumResolution.Of(writer, reader) })
        : Fail(writer, AvroIncompatibilityKind.NameMismatch, location + "/name", $"{Name(writer)} can't be read as {Name(reader)}");

    private Resolved ResolveItems(AvroSchema writer, AvroSchema from, AvroSchema to, string location)
    {
        Resolved item = Resolve(from, to, location);
        return new Resolved(List(writer.Kind, from, item.Node), item.Incompatibilities);
    }

    private Resolved ResolveRecord(AvroRecordSchema writer, AvroRecordSchema reader, string location)
    {
        if (_records.TryGetValue((writer, reader), out Resolved? known))
        {
            return known;
        }

        var node = new ResolutionNode(AvroSchemaKind.Record);
        var incompatibilities = new List<AvroIncompatibility>();
        _records.Add((writer, reader), new Resolved(node, incompatibilities));
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

        node.SetSteps(steps);
        return _records[(writer, reader)];
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
            sources[i] = IndexOf(writer, field.Name);
            foreach (string alias in sources[i] < 0 ? field.Aliases : [])
            {
                sources[i] = Math.Max(sources[i], IndexOf(writer, alias));
            }

            if (sources[i] < 0 && field.Default is null)
            {
                incompatibilities.Add(new AvroIncompatibility(
                    AvroIncompatibilityKind.ReaderFieldMissingDefaultValue,
                    $"{location}/fields/{i}",
                    $"the writer doesn't write {field.Name}, and it has no default"));
            }
        }

        return sources;
    }

    private static int IndexOf(AvroRecordSchema record, string field)
    {
        for (int i = 0; i < record.Fields.Count; i++)
        {
            if (record.Fields[i].Name == field)
            {
                return i;
            }
        }

        return -1;
    }

    private ResolutionNode Skip(AvroSchema writer)
    {
        if (_skipped.TryGetValue(writer, out ResolutionNode? known))
        {
            return known;
        }

        var node = new ResolutionNode(writer.Kind);
        _skipped.Add(writer, node);
        switch (writer)
        {
            case AvroRecordSchema record:
                node.SetSteps([.. record.Fields.Select(f => new ResolutionStep(-1, Skip(f.Schema)))]);
                break;
            case AvroUnionSchema union:
                node.Branches = [.. union.Branches.Select(Skip)];
                break;
            case AvroFixedSchema @fixed:
                node.FixedLength = @fixed.Size;
                break;
            case AvroArraySchema array:
                node.ItemOrNull = Skip(array.Items);
                node.MinItemLength = MinLength.Of(array.Items);
                break;
            case AvroMapSchema map:
                node.ItemOrNull = Skip(map.Values);
                node.MinItemLength = 1 + MinLength.Of(map.Values);
                break;
            default:
                break;
        }

        return node;
    }

    private static ResolutionNode List(AvroSchemaKind kind, AvroSchema item, ResolutionNode node) => new(kind)
    {
        ItemOrNull = node,
        MinItemLength = MinLength.Of(item) + (kind == AvroSchemaKind.Map ? 1 : 0),
    };

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

    private sealed class PairComparer : IEqualityComparer<(AvroSchema Writer, AvroSchema Reader)>
    {
        public static PairComparer Instance { get; } = new();

        public bool Equals((AvroSchema Writer, AvroSchema Reader) x, (AvroSchema Writer, AvroSchema Reader) y) =>
            ReferenceEquals(x.Writer, y.Writer) && ReferenceEquals(x.Reader, y.Reader);

        public int GetHashCode((AvroSchema Writer, AvroSchema Reader) pair) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Writer), RuntimeHelpers.GetHashCode(pair.Reader));
    }
}
