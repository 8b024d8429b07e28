using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>One comparison of a reader with a writer. A pair that is being compared counts as readable where it is met again.</summary>
sealed class ReadabilityCheck
{
    private const int MaxDepth = 1000;

    // Stands in the results for a pair that is being compared.
    private static readonly IReadOnlyList<AvroIncompatibility> InProgress = [];

    private readonly Dictionary<SchemaPair, IReadOnlyList<AvroIncompatibility>> _results = [];
    private readonly HashSet<SchemaPair> _assumed = [];
    private readonly List<SchemaPair> _readable = [];
    private readonly List<string> _location = [];
    private int _depth;

    /// <summary>The reasons why the reader can't read the writer.</summary>
    /// <exception cref="AvroSchemaException">The two lead deeper into each other than any walk could follow.</exception>
    public IReadOnlyList<AvroIncompatibility> Run(AvroSchema reader, AvroSchema writer)
    {
        if (reader.Kind <= AvroSchemaKind.String && writer.Kind <= AvroSchemaKind.String && AvroPromotion.Allows(writer.Kind, reader.Kind))
        {
            return [];
        }

        var pair = new SchemaPair(reader, writer);
        if (_results.TryGetValue(pair, out IReadOnlyList<AvroIncompatibility>? known))
        {
            if (ReferenceEquals(known, InProgress))
            {
                _assumed.Add(pair);
            }

            return known;
        }

        if (++_depth > MaxDepth)
        {
            throw new AvroSchemaException($"The schemas can't be compared: they lead more than {MaxDepth} levels deep into each other");
        }

        int before = _readable.Count;
        _results.Add(pair, InProgress);
        var found = new List<AvroIncompatibility>();
        Compare(reader, writer, found);
        _results[pair] = found;
        _depth--;
        Settle(pair, found.Count == 0, before);
        return found;
    }

    // What was found readable because this pair was taken for readable has to be judged anew if it isn't.
    private void Settle(SchemaPair pair, bool isReadable, int before)
    {
        if (isReadable)
        {
            _readable.Add(pair);
        }
        else if (_assumed.Remove(pair))
        {
            for (int i = before; i < _readable.Count; i++)
            {
                _results.Remove(_readable[i]);
            }

            _readable.RemoveRange(before, _readable.Count - before);
        }
    }

    private void Compare(AvroSchema reader, AvroSchema writer, List<AvroIncompatibility> found)
    {
        switch (reader, writer)
        {
            case (AvroUnionSchema to, AvroUnionSchema from):
                CompareUnions(to, from, found);
                break;
            case (_, AvroUnionSchema from):
                CompareEachBranch(reader, from, found);
                break;
            case (AvroUnionSchema to, _):
                CompareWithUnion(to, writer, found);
                break;
            case (AvroRecordSchema to, AvroRecordSchema from):
                CompareNames(to, from, found);
                CompareFields(to, from, found);
                break;
            case (AvroEnumSchema to, AvroEnumSchema from):
                CompareNames(to, from, found);
                CompareSymbols(to, from, found);
                break;
            case (AvroFixedSchema to, AvroFixedSchema from):
                CompareNames(to, from, found);
                CompareSizes(to, from, found);
                break;
            case (AvroArraySchema to, AvroArraySchema from):
                Nested("items", to.Items, from.Items, found);
                break;
            case (AvroMapSchema to, AvroMapSchema from):
                Nested("values", to.Values, from.Values, found);
                break;
            default:
                if (!AvroPromotion.Allows(writer.Kind, reader.Kind))
                {
                    Add(found, AvroIncompatibilityKind.TypeMismatch, $"reader type: {Name(reader.Kind)} not compatible with writer type: {Name(writer.Kind)}");
                }

                break;
        }
    }

    private void CompareUnions(AvroUnionSchema reader, AvroUnionSchema writer, List<AvroIncompatibility> found)
    {
        for (int i = 0; i < writer.Branches.Count; i++)
        {
            if (!Reads(reader, writer.Branches[i]))
            {
                Add(found, AvroIncompatibilityKind.MissingUnionBranch, LackingBranch(writer.Branches[i]), Text(i));
            }
        }
    }

    private void CompareEachBranch(AvroSchema reader, AvroUnionSchema writer, List<AvroIncompatibility> found)
    {
        for (int i = 0; i < writer.Branches.Count; i++)
        {
            Nested(Text(i), reader, writer.Branches[i], found);
        }
    }

    private void CompareWithUnion(AvroUnionSchema reader, AvroSchema writer, List<AvroIncompatibility> found)
    {
        if (!Reads(reader, writer))
        {
            Add(found, AvroIncompatibilityKind.MissingUnionBranch, LackingBranch(writer));
        }
    }

    private bool Reads(AvroUnionSchema reader, AvroSchema writer)
    {
        foreach (AvroSchema branch in reader.Branches)
        {
            if (Run(branch, writer).Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    private void CompareNames(AvroNamedSchema reader, AvroNamedSchema writer, List<AvroIncompatibility> found)
    {
        if (reader.Name != writer.Name && !reader.Aliases.Contains(writer.FullName, StringComparer.Ordinal))
        {
            Add(found, AvroIncompatibilityKind.NameMismatch, $"expected: {writer.FullName}", "name");
        }
    }

    private void CompareFields(AvroRecordSchema reader, AvroRecordSchema writer, List<AvroIncompatibility> found)
    {
        for (int i = 0; i < reader.Fields.Count; i++)
        {
            AvroField field = reader.Fields[i];
            FieldSource source = FieldSource.Of(field, writer);
            if (source.IsAmbiguous)
            {
                Add(found, AvroIncompatibilityKind.AmbiguousAlias, $"{field.Name} matches several fields of {writer.FullName}", "fields", Text(i));
            }
            else if (source.Field is { } written)
            {
                Nested(["fields", Text(i), "type"], field.Schema, written.Schema, found);
            }
            else if (field.Default is null)
            {
                CompareAbsent(field, i, writer, found);
            }
        }
    }

    // Apache Avro takes the default of an enum for a field's here and then compares the enum with the writer's record.
    private void CompareAbsent(AvroField field, int index, AvroRecordSchema writer, List<AvroIncompatibility> found)
    {
        if (field.Schema is AvroEnumSchema { Default: not null })
        {
            Nested(["fields", Text(index), "type"], field.Schema, writer, found);
        }
        else
        {
            Add(found, AvroIncompatibilityKind.ReaderFieldMissingDefaultValue, field.Name, "fields", Text(index));
        }
    }

    private void CompareSymbols(AvroEnumSchema reader, AvroEnumSchema writer, List<AvroIncompatibility> found)
    {
        string[] missing = [.. writer.Symbols.Where(symbol => !reader.Contains(symbol)).OrderBy(symbol => symbol, StringComparer.Ordinal)];
        if (missing.Length > 0 && reader.Default is null)
        {
            Add(found, AvroIncompatibilityKind.MissingEnumSymbols, $"[{string.Join(", ", missing)}]", "symbols");
        }
    }

    private void CompareSizes(AvroFixedSchema reader, AvroFixedSchema writer, List<AvroIncompatibility> found)
    {
        if (reader.Size != writer.Size)
        {
            Add(found, AvroIncompatibilityKind.FixedSizeMismatch, $"expected: {Text(writer.Size)}, found: {Text(reader.Size)}", "size");
        }
    }

    private void Nested(string segment, AvroSchema reader, AvroSchema writer, List<AvroIncompatibility> found) =>
        Nested([segment], reader, writer, found);

    private void Nested(string[] segments, AvroSchema reader, AvroSchema writer, List<AvroIncompatibility> found)
    {
        _location.AddRange(segments);
        foreach (AvroIncompatibility incompatibility in Run(reader, writer))
        {
            if (!found.Contains(incompatibility))
            {
                found.Add(incompatibility);
            }
        }

        _location.RemoveRange(_location.Count - segments.Length, segments.Length);
    }

    private void Add(List<AvroIncompatibility> found, AvroIncompatibilityKind kind, string message, params string[] segments) =>
        found.Add(new AvroIncompatibility(kind, "/" + string.Join("/", _location.Concat(segments)), message));

    private static string LackingBranch(AvroSchema writer) => $"reader union lacking writer type: {Name(writer.Kind)}";

    private static string Name(AvroSchemaKind kind) => kind.ToString().ToUpperInvariant();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
