using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EventSchemas.Avro;

/// <summary>
/// Lists the failures of a resolution, in the order, at the places and in the words of Apache Avro: two named schemas are compared at
/// their first occurrence, and count as readable where they occur again within themselves.
/// </summary>
sealed class FailureList
{
    private const int NoIndex = -1;

    private static readonly IReadOnlyList<AvroIncompatibility> None = [];

    // Marks a resolution that is being walked in the lists.
    private static readonly IReadOnlyList<AvroIncompatibility> InProgress = new List<AvroIncompatibility>();

    private readonly Dictionary<AvroResolution, IReadOnlyList<AvroIncompatibility>> _lists = [];
    private readonly HashSet<AvroResolution> _assumed = [];
    private readonly List<AvroResolution> _readable = [];
    private readonly List<(string? Name, int Index)> _location = [];

    /// <summary>What fails in a resolution.</summary>
    public IReadOnlyList<AvroIncompatibility> Of(AvroResolution resolution) =>
        resolution.IsOfNamedSchemas ? OfNamed(resolution) : Walk(resolution) ?? None;

    /// <summary>A kind in the words of Apache Avro.</summary>
    public static string Name(AvroSchemaKind kind) => kind.ToString().ToUpperInvariant();

    private IReadOnlyList<AvroIncompatibility> OfNamed(AvroResolution resolution)
    {
        if (_lists.TryGetValue(resolution, out IReadOnlyList<AvroIncompatibility>? known))
        {
            if (ReferenceEquals(known, InProgress))
            {
                _assumed.Add(resolution);
            }

            return known;
        }

        int before = _readable.Count;
        _lists.Add(resolution, InProgress);
        IReadOnlyList<AvroIncompatibility> found = Walk(resolution) ?? None;
        _lists[resolution] = found;
        Settle(resolution, found.Count == 0, before);
        return found;
    }

    // Resolutions that were found readable on the assumption that this one is must be walked again if it isn't.
    private void Settle(AvroResolution resolution, bool isReadable, int before)
    {
        if (isReadable)
        {
            _readable.Add(resolution);
        }
        else if (_assumed.Remove(resolution))
        {
            for (int i = before; i < _readable.Count; i++)
            {
                _lists.Remove(_readable[i]);
            }

            _readable.RemoveRange(before, _readable.Count - before);
        }
    }

    private List<AvroIncompatibility>? Walk(AvroResolution resolution)
    {
        List<AvroIncompatibility>? found = null;
        switch (resolution)
        {
            case AvroFailedResolution failed:
                Add(ref found, failed.Kind, failed.Message);
                break;
            case AvroWriterUnionResolution { Reader: AvroUnionSchema } union:
                AddLackingBranches(union, ref found);
                break;
            case AvroWriterUnionResolution union:
                for (int i = 0; i < union.Parts.Length; i++)
                {
                    AddAt(null, i, union.Parts[i], ref found);
                }

                break;
            case AvroReaderUnionResolution union when !Reads(union):
                Add(ref found, AvroIncompatibilityKind.MissingUnionBranch, LackingBranch(union.Writer));
                break;
            case AvroRecordResolution record:
                AddName(record.Reader, record.Writer, ref found);
                AddFields(record, ref found);
                break;
            case AvroEnumResolution @enum:
                AddName(@enum.Reader, @enum.Writer, ref found);
                AddSymbols(@enum, ref found);
                break;
            case AvroFixedResolution @fixed:
                AddName(@fixed.Reader, @fixed.Writer, ref found);
                AddSize(@fixed, ref found);
                break;
            case AvroItemsResolution items:
                AddAt(items.Kind == AvroSchemaKind.Array ? "items" : "values", NoIndex, items.Item, ref found);
                break;
            default:
                break;
        }

        return found;
    }

    private void AddLackingBranches(AvroWriterUnionResolution union, ref List<AvroIncompatibility>? found)
    {
        for (int i = 0; i < union.Parts.Length; i++)
        {
            if (!Reads((AvroReaderUnionResolution)union.Parts[i]))
            {
                Add(ref found, AvroIncompatibilityKind.MissingUnionBranch, LackingBranch(union.Writer.Branches[i]), index: i);
            }
        }
    }

    private bool Reads(AvroReaderUnionResolution union)
    {
        foreach (AvroResolution candidate in union.Candidates)
        {
            if (Of(candidate).Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    private void AddName(AvroNamedSchema reader, AvroNamedSchema writer, ref List<AvroIncompatibility>? found)
    {
        if (!reader.HasNameOf(writer))
        {
            Add(ref found, AvroIncompatibilityKind.NameMismatch, $"expected: {writer.FullName}", "name");
        }
    }

    private void AddFields(AvroRecordResolution record, ref List<AvroIncompatibility>? found)
    {
        for (int i = 0; i < record.Parts.Length; i++)
        {
            AvroFieldResolution field = record.Parts[i];
            if (field.IsAmbiguous || field.IsMissing)
            {
                var failed = (AvroFailedResolution)field.Resolution!;
                Add(ref found, failed.Kind, failed.Message, "fields", i);
            }
            else if (field.Resolution is { } type)
            {
                _location.Add(("fields", i));
                AddAt("type", NoIndex, type, ref found);
                _location.RemoveAt(_location.Count - 1);
            }
        }
    }

    private void AddSymbols(AvroEnumResolution @enum, ref List<AvroIncompatibility>? found)
    {
        string[] missing = [.. @enum.Writer.Symbols.Where(symbol => !@enum.Reads(symbol))];
        Array.Sort(missing, StringComparer.Ordinal);
        if (missing.Length > 0)
        {
            Add(ref found, AvroIncompatibilityKind.MissingEnumSymbols, $"[{string.Join(", ", missing)}]", "symbols");
        }
    }

    private void AddSize(AvroFixedResolution @fixed, ref List<AvroIncompatibility>? found)
    {
        if (@fixed.Reader.Size != @fixed.Writer.Size)
        {
            string message = $"expected: {Text(@fixed.Writer.Size)}, found: {Text(@fixed.Reader.Size)}";
            Add(ref found, AvroIncompatibilityKind.FixedSizeMismatch, message, "size");
        }
    }

    private void AddAt(string? name, int index, AvroResolution resolution, ref List<AvroIncompatibility>? found)
    {
        _location.Add((name, index));
        IReadOnlyList<AvroIncompatibility> inner = Of(resolution);
        for (int i = 0; i < inner.Count; i++)
        {
            if (found is null || !found.Contains(inner[i]))
            {
                (found ??= []).Add(inner[i]);
            }
        }

        _location.RemoveAt(_location.Count - 1);
    }

    private void Add(
        ref List<AvroIncompatibility>? found, AvroIncompatibilityKind kind, string message, string? name = null, int index = NoIndex)
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
