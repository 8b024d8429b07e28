using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Finds the member at an offset. Runs only after reading has failed, so that reading itself keeps no record of
/// where it is.
/// </summary>
static class DataPath
{
    /// <summary>
    /// Whether what reading threw is about the data: the codec's own exception, or what a converter, a parser or a constructor doesn't
    /// take.
    /// </summary>
    public static bool IsAboutData(Exception exception) =>
        exception is EventDataException { Path: null }
            or not (EventDataException or EventRuntimeTooOldException or OutOfMemoryException or InsufficientExecutionStackException);

    /// <summary>The exception with the place where reading failed.</summary>
    /// <param name="cause">The exception of the reader.</param>
    /// <param name="position">The position of the reader: if the cause has no offset, its value ends here.</param>
    /// <param name="writer">The schema that the data was written with.</param>
    /// <param name="data">The data.</param>
    /// <param name="limits">The limits that it was read within.</param>
    public static EventDataException Locate(Exception cause, int position, AvroSchema writer, ReadOnlySpan<byte> data, AvroLimits limits)
    {
        string problem = cause is EventDataException { Problem: var said } ? said : $"{cause.GetType().Name}: {cause.Message}";
        bool hasOffset = cause is EventDataException { Offset: >= 0 };
        int offset = hasOffset ? ((EventDataException)cause).Offset : Math.Max(0, position - 1);
        var walk = new Walk(data, limits, offset, (cause as EventDataException)?.RefusedSchema);
        try
        {
            walk.Visit(ResolutionPlanCompiler.CompileSkipping(writer), writer);
        }
        catch (EventDataException)
        {
            // The walk fails where the reading failed, and its path is then the answer.
        }

        return new EventDataException(problem, hasOffset ? walk.Offset : walk.Start, walk.Path, cause);
    }

    private ref struct Walk(ReadOnlySpan<byte> data, AvroLimits limits, int offset, AvroSchema? refused)
    {
        private readonly List<string> _path = [];
        private readonly int _offset = offset;
        private readonly AvroSchema? _refused = refused;
        private AvroReader _reader = new(data, limits);
        private bool _found;

        public readonly int Offset => _offset;

        /// <summary>The start of the value at the offset.</summary>
        public int Start { get; private set; } = offset;

        public readonly string? Path => _path.Count == 0 ? null : string.Concat(_path).TrimStart('.');

        public void Visit(ResolutionNode node, AvroSchema schema)
        {
            switch (schema)
            {
                case var _ when ReferenceEquals(schema, _refused) && _reader.Position == _offset:
                    _found = true;
                    break;
                case AvroRecordSchema record:
                    _reader.Enter();
                    for (int i = 0; i < record.Fields.Count && !_found; i++)
                    {
                        Member($".{record.Fields[i].Name}", node.Steps[i].Node, record.Fields[i].Schema);
                    }

                    _reader.Leave();
                    break;
                case AvroUnionSchema union:
                    int branch = _reader.ReadUnionIndex(union.Branches.Count);
                    _found = _reader.Position > _offset;
                    if (!_found)
                    {
                        Visit(node.Branches[branch], union.Branches[branch]);
                    }

                    break;
                case AvroArraySchema or AvroMapSchema:
                    Items(node, schema);
                    break;
                default:
                    Start = _reader.Position;
                    _reader.Skip(node);
                    _found = _reader.Position > _offset;
                    break;
            }
        }

        private void Items(ResolutionNode node, AvroSchema schema)
        {
            _reader.Enter();
            int index = 0;
            int count;
            while (!_found && (count = _reader.ReadBlockCount(node.MinItemLength)) > 0)
            {
                _found = _reader.Position > _offset;
                for (; count > 0 && !_found; count--, index++)
                {
                    Item(node, schema, index);
                }
            }

            _found |= _reader.Position > _offset;
            _reader.Leave();
        }

        private void Item(ResolutionNode node, AvroSchema schema, int index)
        {
            AvroSchema item = schema is AvroMapSchema map ? map.Values : ((AvroArraySchema)schema).Items;
            if (schema is AvroMapSchema)
            {
                _reader.ReadBytes();
                _found = _reader.Position > _offset;
            }

            if (!_found)
            {
                Member(string.Create(CultureInfo.InvariantCulture, $"[{index}]"), node.Item, item);
            }
        }

        private void Member(string segment, ResolutionNode node, AvroSchema schema)
        {
            _path.Add(segment);
            Visit(node, schema);
            if (!_found)
            {
                _path.RemoveAt(_path.Count - 1);
            }
        }
    }
}
