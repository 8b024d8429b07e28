using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>
/// Resolves pairs of schemas, by the rules of the Avro 1.12 specification as Apache Avro's <c>SchemaCompatibility</c> applies them.
/// Resolutions are cached for later calls.
/// </summary>
sealed class ResolutionBuilder
{
    private const int MaxDepth = 500;
    private const int KindCount = (int)AvroSchemaKind.Fixed + 1;

    private static readonly AvroResolution[] ByKinds = ResolveKinds();

    private readonly Dictionary<SchemaPair, AvroResolution> _known = [];

    // Resolutions with parts that aren't final yet, the parts before the whole except in recursive schemas.
    private readonly List<AvroResolution> _unsettled = [];
    private bool _hasFailures;
    private int _depth;

    /// <summary>Resolves what a writer writes to what a reader reads.</summary>
    /// <exception cref="AvroSchemaException">The two are nested too deeply to be compared.</exception>
    public AvroResolution Resolve(AvroSchema reader, AvroSchema writer)
    {
        AvroResolution resolution = Build(reader, writer);
        if (_hasFailures)
        {
            Settle();
        }

        _unsettled.Clear();
        _hasFailures = false;
        return resolution;
    }

    private AvroResolution Build(AvroSchema reader, AvroSchema writer)
    {
        if (reader is AvroPrimitiveSchema && writer is AvroPrimitiveSchema)
        {
            return OfKinds(reader.Kind, writer.Kind);
        }

        if (++_depth > MaxDepth)
        {
            throw new AvroSchemaException($"The schemas can't be compared: they are nested more than {MaxDepth} levels deep");
        }

        bool isKept = IsKept(reader, writer);
        var pair = new SchemaPair(reader, writer);
        if (!isKept || !_known.TryGetValue(pair, out AvroResolution? resolution))
        {
            resolution = (reader, writer) switch
            {
                (_, AvroUnionSchema from) => WriterUnion(reader, from, isKept),
                (AvroUnionSchema to, _) => ReaderUnion(to, writer, isKept),
                (AvroRecordSchema to, AvroRecordSchema from) => Record(to, from),
                (AvroArraySchema to, AvroArraySchema from) => Items(AvroSchemaKind.Array, to.Items, from.Items),
                (AvroMapSchema to, AvroMapSchema from) => Items(AvroSchemaKind.Map, to.Values, from.Values),
                (AvroEnumSchema to, AvroEnumSchema from) => Kept(new AvroEnumResolution(to, from), to, from),
                (AvroFixedSchema to, AvroFixedSchema from) => Kept(new AvroFixedResolution(to, from), to, from),
                (AvroNamedSchema, AvroNamedSchema) => Kept(Mismatch(reader.Kind, writer.Kind, areNamed: true), reader, writer),
                _ => OfKinds(reader.Kind, writer.Kind),
            };
        }

        _depth--;
        return resolution;
    }

    private AvroResolution WriterUnion(AvroSchema reader, AvroUnionSchema writer, bool isKept)
    {
        var resolution = new AvroWriterUnionResolution(reader, writer);
        if (isKept)
        {
            _known.Add(new SchemaPair(reader, writer), resolution);
        }

        for (int i = 0; i < resolution.Parts.Length; i++)
        {
            resolution.Parts[i] = Build(reader, writer.Branches[i]);
        }

        return Judged(resolution);
    }

    private AvroResolution ReaderUnion(AvroUnionSchema reader, AvroSchema writer, bool isKept)
    {
        var resolution = new AvroReaderUnionResolution(reader, writer);
        if (isKept)
        {
            _known.Add(new SchemaPair(reader, writer), resolution);
        }

        for (int i = 0; i < resolution.Candidates.Length; i++)
        {
            resolution.Candidates[i] = Build(reader.Branches[i], writer);
        }

        return Judged(resolution);
    }

    private AvroResolution Items(AvroSchemaKind kind, AvroSchema reader, AvroSchema writer) =>
        Judged(new AvroItemsResolution(kind, Build(reader, writer)));

    private AvroResolution Record(AvroRecordSchema reader, AvroRecordSchema writer)
    {
        var resolution = new AvroRecordResolution(reader, writer);
        _known.Add(new SchemaPair(reader, writer), resolution);
        for (int i = 0; i < resolution.Parts.Length; i++)
        {
            resolution.Parts[i] = Field(reader.Fields[i], writer);
        }

        return Judged(resolution);
    }

    private AvroFieldResolution Field(AvroField reader, AvroRecordSchema writer)
    {
        int source = writer.IndexOf(reader.Name);
        for (int i = 0; i < reader.Aliases.Count; i++)
        {
            int aliased = writer.IndexOf(reader.Aliases[i]);
            if (aliased >= 0 && source >= 0 && aliased != source)
            {
                string message = $"{reader.Name} matches several fields of {writer.FullName}";
                return new AvroFieldResolution(source, new AvroFailedResolution(AvroIncompatibilityKind.AmbiguousAlias, message));
            }

            source = aliased >= 0 ? aliased : source;
        }

        return source >= 0 ? new AvroFieldResolution(source, Build(reader.Schema, writer.Fields[source].Schema))
            : reader.Default is not null ? new AvroFieldResolution(-1, null)
            : new AvroFieldResolution(-1, Missing(reader, writer));
    }

    // Apache Avro treats the default of an enum as a field's here and then compares the enum with the writer's record.
    private AvroResolution Missing(AvroField reader, AvroRecordSchema writer) => reader.Schema is AvroEnumSchema { Default: not null }
        ? Build(reader.Schema, writer)
        : new AvroFailedResolution(AvroIncompatibilityKind.ReaderFieldMissingDefaultValue, reader.Name);

    private AvroResolution Kept(AvroResolution resolution, AvroSchema reader, AvroSchema writer)
    {
        _known.Add(new SchemaPair(reader, writer), resolution);
        return resolution;
    }

    // A part that is still being built counts as readable.
    private AvroResolution Judged(AvroResolution resolution)
    {
        if (resolution.Judge() != AvroReadability.All)
        {
            resolution.Readability = AvroReadability.None;
            _hasFailures = true;
        }

        _unsettled.Add(resolution);
        return resolution;
    }

    // All values can be read if no failure is reachable, so the first pass starts with all and removes. Some can be read if a finite
    // value can be read, so the second pass starts with none and adds.
    private void Settle()
    {
        bool isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach (AvroResolution resolution in _unsettled)
            {
                if (resolution.Readability == AvroReadability.All && resolution.Judge() != AvroReadability.All)
                {
                    resolution.Readability = AvroReadability.None;
                    isChanged = true;
                }
            }
        }

        isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach (AvroResolution resolution in _unsettled)
            {
                if (resolution.Readability == AvroReadability.None && resolution.Judge() != AvroReadability.None)
                {
                    resolution.Readability = AvroReadability.Some;
                    isChanged = true;
                }
            }
        }
    }

    // References by name make schemas recursive, and unions of composite types multiply the pairs below them.
    private static bool IsKept(AvroSchema reader, AvroSchema writer) =>
        (reader is AvroNamedSchema && writer is AvroNamedSchema)
        || ((reader is AvroUnionSchema || writer is AvroUnionSchema) && HasParts(reader) && HasParts(writer));

    private static bool HasParts(AvroSchema schema)
    {
        if (schema is not AvroUnionSchema union)
        {
            return schema.Kind is AvroSchemaKind.Record or AvroSchemaKind.Array or AvroSchemaKind.Map;
        }

        for (int i = 0; i < union.Branches.Count; i++)
        {
            if (HasParts(union.Branches[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static AvroResolution OfKinds(AvroSchemaKind reader, AvroSchemaKind writer) =>
        ByKinds[((int)reader * KindCount) + (int)writer];

    private static AvroResolution[] ResolveKinds() =>
    [
        .. from reader in Enumerable.Range(0, KindCount)
           from writer in Enumerable.Range(0, KindCount)
           select OfKindsOnce((AvroSchemaKind)reader, (AvroSchemaKind)writer),
    ];

    private static AvroResolution OfKindsOnce(AvroSchemaKind reader, AvroSchemaKind writer) => AvroPromotion.Allows(writer, reader)
        ? new AvroPrimitiveResolution(writer, reader)
        : Mismatch(reader, writer, areNamed: false);

    private static AvroFailedResolution Mismatch(AvroSchemaKind reader, AvroSchemaKind writer, bool areNamed) => new(
        AvroIncompatibilityKind.TypeMismatch,
        $"reader type: {FailureList.Name(reader)} not compatible with writer type: {FailureList.Name(writer)}",
        areNamed);
}
