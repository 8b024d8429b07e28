using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EventSchemas.Avro;

/// <summary>One comparison of a reader with a writer. A pair that is being compared counts as readable where it is met again.</summary>
sealed class ReadabilityCheck
{
    private const int MaxDepth = 500;
    private const int NoIndex = -1;

    // Stands in the results for a pair that is being compared.
    private static readonly IReadOnlyList<AvroIncompatibility> InProgress = new List<AvroIncompatibility>();

    private static readonly IReadOnlyList<AvroIncompatibility> None = [];

    private readonly Dictionary<SchemaPair, IReadOnlyList<AvroIncompatibility>> _results = [];
    private readonly HashSet<SchemaPair> _assumed = [];
    private readonly List<SchemaPair> _readable = [];
    private readonly List<(string? Name, int Index)> _location = [];
    private int _depth;

    /// <summary>The reasons why the reader can't read the writer.</summary>
    /// <exception cref="AvroSchemaException">The two lead deeper into each other than any walk could follow.</exception>
    public IReadOnlyList<AvroIncompatibility> Run(AvroSchema reader, AvroSchema writer)
    {
        if (reader is AvroPrimitiveSchema && AvroPromotion.Allows(writer.Kind, reader.Kind))
        {
            return None;
        }

        if (++_depth > MaxDepth)
        {
            throw new AvroSchemaException($"The schemas can't be compared: they lead more than {MaxDepth} levels deep into each other");
        }

        IReadOnlyList<AvroIncompatibility> found = reader is AvroNamedSchema && writer is AvroNamedSchema ? RunOnce(reader, writer) : Compare(reader, writer) ?? None;
        _depth--;
        return found;
    }

    // Only names lead back to where a walk has been.
    private IReadOnlyList<AvroIncompatibility> RunOnce(AvroSchema reader, AvroSchema writer)
    {
        var pair = new SchemaPair(reader, writer);
        if (_results.TryGetValue(pair, out IReadOnlyList<AvroIncompatibility>? known))
        {
            if (ReferenceEquals(known, InProgress))
            {
                _assumed.Add(pair);
            }

            return known;
        }

        int before = _readable.Count;
        _results.Add(pair, InProgress);
        IReadOnlyList<AvroIncompatibility> found = Compare(reader, writer) ?? None;
        _results[pair] = found;
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

    private List<AvroIncompatibility>? Compare(AvroSchema reader, AvroSchema writer)
    {
        List<AvroIncompatibility>? found = null;
        switch (reader, writer)
        {
            case (AvroUnionSchema to, AvroUnionSchema from):
                CompareUnions(to, from, ref found);
                break;
            case (_, AvroUnionSchema from):
                CompareEachBranch(reader, from, ref found);
                break;
            case (AvroUnionSchema to, _):
                CompareWithUnion(to, writer, ref found);
                break;
            case (AvroRecordSchema to, AvroRecordSchema from):
                CompareNames(to, from, ref found);
                CompareFields(to, from, ref found);
                break;
            case (AvroEnumSchema to, AvroEnumSchema from):
                CompareNames(to, from, ref found);
                CompareSymbols(to, from, ref found);
                break;
            case (AvroFixedSchema to, AvroFixedSchema from):
                CompareNames(to, from, ref found);
                CompareSizes(to, from, ref found);
                break;
            case (AvroArraySchema to, AvroArraySchema from):
                CompareAt("items", NoIndex, to.Items, from.Items, ref found);
                break;
            case (AvroMapSchema to, AvroMapSchema from):
                CompareAt("values", NoIndex, to.Values, from.Values, ref found);
                break;
            default:
                if (!AvroPromotion.Allows(writer.Kind, reader.Kind))
                {
                    Add(ref found, AvroIncompatibilityKind.TypeMismatch, $"reader type: {Name(reader.Kind)} not compatible with writer type: {Name(writer.Kind)}");
                }

                break;
        }

        return found;
    }

    private void CompareUnions(AvroUnionSchema reader, AvroUnionSchema writer, ref List<AvroIncompatibility>? found)
    {
        for (int i = 0; i < writer.Branches.Count; i++)
        {
            if (!Reads(reader, writer.Branches[i]))
            {
                Add(ref found, AvroIncompatibilityKind.MissingUnionBranch, LackingBranch(writer.Branches[i]), index: i);
            }
        }
    }

    private void CompareEachBranch(AvroSchema reader, AvroUnionSchema writer, ref List<AvroIncompatibility>? found)
    {
        for (int i = 0; i < writer.Branches.Count; i++)
        {
            CompareAt(null, i, reader, writer.Branches[i], ref found);
        }
    }

    private void CompareWithUnion(AvroUnionSchema reader, AvroSchema writer, ref List<AvroIncompatibility>? found)
    {
        if (!Reads(reader, writer))
        {
            Add(ref found, AvroIncompatibilityKind.MissingUnionBranch, LackingBranch(writer));
        }
    }

    private bool Reads(AvroUnionSchema reader, AvroSchema writer)
    {
        for (int i = 0; i < reader.Branches.Count; i++)
        {
            if (Run(reader.Branches[i], writer).Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    private void CompareNames(AvroNamedSchema reader, AvroNamedSchema writer, ref List<AvroIncompatibility>? found)
    {
        if (!reader.HasNameOf(writer))
        {
            Add(ref found, AvroIncompatibilityKind.NameMismatch, $"expected: {writer.FullName}", "name");
        }
    }

    private void CompareFields(AvroRecordSchema reader, AvroRecordSchema writer, ref List<AvroIncompatibility>? found)
    {
        for (int i = 0; i < reader.Fields.Count; i++)
        {
            AvroField field = reader.Fields[i];
            FieldSource source = FieldSource.Of(field, writer);
            if (source.IsAmbiguous)
            {
                Add(ref found, AvroIncompatibilityKind.AmbiguousAlias, $"{field.Name} matches several fields of {writer.FullName}", "fields", i);
            }
            else if (source.Field is { } written)
            {
                CompareType(i, field.Schema, written.Schema, ref found);
            }
            else if (field.Default is null)
            {
                CompareAbsent(field, i, writer, ref found);
            }
        }
    }

    // Apache Avro takes the default of an enum for a field's here and then compares the enum with the writer's record.
    private void CompareAbsent(AvroField field, int index, AvroRecordSchema writer, ref List<AvroIncompatibility>? found)
    {
        if (field.Schema is AvroEnumSchema { Default: not null })
        {
            CompareType(index, field.Schema, writer, ref found);
        }
        else
        {
            Add(ref found, AvroIncompatibilityKind.ReaderFieldMissingDefaultValue, field.Name, "fields", index);
        }
    }

    private void CompareSymbols(AvroEnumSchema reader, AvroEnumSchema writer, ref List<AvroIncompatibility>? found)
    {
        if (reader.Default is null && !writer.Symbols.All(reader.Contains))
        {
            IEnumerable<string> missing = writer.Symbols.Where(symbol => !reader.Contains(symbol)).OrderBy(symbol => symbol, StringComparer.Ordinal);
            Add(ref found, AvroIncompatibilityKind.MissingEnumSymbols, $"[{string.Join(", ", missing)}]", "symbols");
        }
    }

    private void CompareSizes(AvroFixedSchema reader, AvroFixedSchema writer, ref List<AvroIncompatibility>? found)
    {
        if (reader.Size != writer.Size)
        {
            Add(ref found, AvroIncompatibilityKind.FixedSizeMismatch, $"expected: {Text(writer.Size)}, found: {Text(reader.Size)}", "size");
        }
    }

    private void CompareType(int field, AvroSchema reader, AvroSchema writer, ref List<AvroIncompatibility>? found)
    {
        _location.Add(("fields", field));
        CompareAt("type", NoIndex, reader, writer, ref found);
        _location.RemoveAt(_location.Count - 1);
    }

    private void CompareAt(string? name, int index, AvroSchema reader, AvroSchema writer, ref List<AvroIncompatibility>? found)
    {
        _location.Add((name, index));
        IReadOnlyList<AvroIncompatibility> inner = Run(reader, writer);
        for (int i = 0; i < inner.Count; i++)
        {
            if (found is null || !found.Contains(inner[i]))
            {
                (found ??= []).Add(inner[i]);
            }
        }

        _location.RemoveAt(_location.Count - 1);
    }

    private void Add(ref List<AvroIncompatibility>? found, AvroIncompatibilityKind kind, string message, string? name = null, int index = NoIndex)
    {
        _location.Add((name, index));
        (found ??= []).Add(new AvroIncompatibility(kind, Location(), message));
        _location.RemoveAt(_location.Count - 1);
    }

    private string Location()
    {
        var location = new StringBuilder();
        foreach ((string? name, int index) in _location)
        {
            location.Append(name is null ? "" : "/").Append(name);
            location.Append(index == NoIndex ? "" : "/").Append(index == NoIndex ? "" : Text(index));
        }

        return location.Length == 0 ? "/" : location.ToString();
    }

    private static string LackingBranch(AvroSchema writer) => $"reader union lacking writer type: {Name(writer.Kind)}";

    private static string Name(AvroSchemaKind kind) => kind.ToString().ToUpperInvariant();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
