using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Finds the member that an offset lies in. Runs only after reading has failed, so that reading itself keeps no record of
/// where it is.
/// </summary>
static class DataPath
{
    /// <summary>The way to the member as dotted schema field names, or null where the data's start is not a record's.</summary>
    public static string? Find(AvroSchema writer, ReadOnlySpan<byte> data, int offset)
    {
        var walk = new Walk(data, offset);
        try
        {
            walk.Visit(ResolutionPlanBuilder.ForSkipping(writer), writer);
        }
        catch (EventDataException)
        {
            // The walk fails where the reading failed, and its path is then the answer.
        }

        return walk.Path;
    }

    private ref struct Walk(ReadOnlySpan<byte> data, int offset)
    {
        private readonly List<string> _path = [];
        private readonly int _offset = offset;
        private AvroReader _reader = new(data);
        private bool _found;

        public readonly string? Path => _path.Count == 0 ? null : string.Concat(_path).TrimStart('.');

        public void Visit(ResolutionNode node, AvroSchema schema)
        {
            switch (schema)
            {
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
