using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>
/// Walks two versions side by side. A difference is marked as breaking only where everything around it fails to be read, and where
/// something fails that no difference explains, its place is marked itself: so the marks say what the readability check says.
/// </summary>
sealed class DifferenceFinder
{
    private readonly BreakSearch _backward = new();
    private readonly BreakSearch _forward = new();
    private readonly HashSet<SchemaPair> _entered = [];
    private readonly HashSet<(string?, string?)> _moves = [];
    private readonly List<AvroDifference> _found = [];
    private bool _isRepeated;

    public IReadOnlyList<AvroDifference> Run(AvroSchema old, AvroSchema @new)
    {
        Compare(old, @new, DifferencePlace.Root);
        return _found;
    }

    private void Compare(AvroSchema old, AvroSchema @new, DifferencePlace around)
    {
        DifferencePlace place = around with
        {
            Backward = around.Backward && _backward.Fails(@new, old),
            Forward = around.Forward && _forward.Fails(old, @new),
        };
        BreakSearch.Account backward = _backward.Begin();
        BreakSearch.Account forward = _forward.Begin();
        CompareOnce(old, @new, place);
        bool isBackwardOpen = !_backward.End(backward) && place.Backward;
        bool isForwardOpen = !_forward.End(forward) && place.Forward;
        if (isBackwardOpen || isForwardOpen)
        {
            Add(AvroDifferenceKind.TypeChanged, place, SchemaPhrase.Of(old), SchemaPhrase.Of(@new), isBackwardOpen, isForwardOpen);
        }
    }

    // What a record has is said once; again only what breaks here, and did not break where the record was met before.
    private void CompareOnce(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        if (old is not AvroNamedSchema || @new is not AvroNamedSchema)
        {
            CompareKinds(old, @new, place);
            return;
        }

        var pair = new SchemaPair(old, @new);
        bool isKnown = !_entered.Add(pair);
        bool isCovered = isKnown && _backward.IsCovered(pair, place.Backward) && _forward.IsCovered(pair, place.Forward);
        if (isCovered)
        {
            Meet(_backward, pair, place.Backward);
            Meet(_forward, pair, place.Forward);
            return;
        }

        bool wasRepeated = _isRepeated;
        _isRepeated |= isKnown;
        BreakSearch.Visit? backward = place.Backward ? _backward.Enter(pair) : null;
        BreakSearch.Visit? forward = place.Forward ? _forward.Enter(pair) : null;
        CompareKinds(old, @new, place);
        Leave(_backward, backward);
        Leave(_forward, forward);
        _isRepeated = wasRepeated;
    }

    private static void AddReason(BreakSearch search, bool breaks)
    {
        if (breaks)
        {
            search.AddReason();
        }
    }

    private static void Meet(BreakSearch search, SchemaPair pair, bool isFailing)
    {
        if (isFailing)
        {
            search.Meet(pair);
        }
    }

    private static void Leave(BreakSearch search, BreakSearch.Visit? visit)
    {
        if (visit is not null)
        {
            search.Leave(visit);
        }
    }

    private void CompareKinds(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        switch (old, @new)
        {
            case (AvroUnionSchema, _) or (_, AvroUnionSchema):
                CompareUnions(old, @new, place);
                break;
            case (AvroRecordSchema from, AvroRecordSchema to):
                CompareNames(from, to, place);
                CompareFields(from, to, place);
                break;
            case (AvroEnumSchema from, AvroEnumSchema to):
                CompareNames(from, to, place);
                CompareSymbols(from, to, place);
                break;
            case (AvroFixedSchema from, AvroFixedSchema to):
                CompareNames(from, to, place);
                AddIf(from.Size != to.Size, AvroDifferenceKind.FixedResized, place, Text(from.Size), Text(to.Size), place.Backward, place.Forward);
                break;
            case (AvroArraySchema from, AvroArraySchema to):
                CompareProperties(from, to, place);
                Compare(from.Items, to.Items, place.Items);
                break;
            case (AvroMapSchema from, AvroMapSchema to):
                CompareProperties(from, to, place);
                Compare(from.Values, to.Values, place.Values);
                break;
            case var _ when old.Kind == @new.Kind:
                CompareProperties(old, @new, place);
                break;
            default:
                CompareTypes(old, @new, place);
                break;
        }
    }

    private void CompareTypes(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        bool isWidened = !_backward.Fails(@new, old);
        bool isNarrowed = !_forward.Fails(old, @new);
        Add(
            isWidened ? AvroDifferenceKind.TypeWidened : isNarrowed ? AvroDifferenceKind.TypeNarrowed : AvroDifferenceKind.TypeChanged,
            place,
            SchemaPhrase.Of(old),
            SchemaPhrase.Of(@new),
            place.Backward,
            place.Forward,
            (isWidened && AvroPromotion.IsLossy(old.Kind, @new.Kind)) || (isNarrowed && AvroPromotion.IsLossy(@new.Kind, old.Kind)));
    }

    private void CompareNames(AvroNamedSchema old, AvroNamedSchema @new, DifferencePlace place)
    {
        DifferencePlace name = place with { Old = place.Old + "/name", New = place.New + "/name" };
        AddIf(
            old.Name != @new.Name,
            AvroDifferenceKind.TypeRenamed,
            @new is AvroRecordSchema ? name with { Record = @new.FullName, Field = null } : name,
            old.Name,
            @new.Name,
            place.Backward && !@new.Aliases.Contains(old.FullName),
            place.Forward && !old.Aliases.Contains(@new.FullName));
        AddIf(old.Namespace != @new.Namespace && _moves.Add((old.Namespace, @new.Namespace)), AvroDifferenceKind.NamespaceChanged, place, old.Namespace ?? "none", @new.Namespace ?? "none");
        AddIf(old.Doc != @new.Doc, AvroDifferenceKind.DocChanged, place, old.Doc, @new.Doc);
        CompareAliases(old.Aliases, @new.Aliases, place);
        CompareProperties(old, @new, place);
        AddIf((old as AvroRecordSchema)?.IsError != (@new as AvroRecordSchema)?.IsError, AvroDifferenceKind.TypeChanged, place, TypeName(old), TypeName(@new));
    }

    private void CompareFields(AvroRecordSchema old, AvroRecordSchema @new, DifferencePlace place)
    {
        int last = -1;
        bool isOrdered = true;
        foreach (FieldMatch match in FieldMatch.Of(old, @new))
        {
            AvroField? from = match.Old < 0 ? null : old.Fields[match.Old];
            AvroField? to = match.New < 0 ? null : @new.Fields[match.New];
            if (IsQuiet(from, to, place))
            {
                isOrdered &= match.Old > last;
                last = match.Old;
                continue;
            }

            CompareField(from, to, match.How, (old, @new), place, place.FieldOf(@new, (to ?? from)!.Name, to is not null, match.Old, match.New));
            if (from is not null && to is not null)
            {
                isOrdered &= match.Old > last;
                last = match.Old;
            }
        }

        AddIf(!isOrdered, AvroDifferenceKind.FieldsReordered, place with { Record = @new.FullName, Field = null }, null, null);
    }

    // Most fields have not changed; where the record is read in both directions, they have nothing to say.
    private static bool IsQuiet(AvroField? old, AvroField? @new, DifferencePlace record) =>
        !record.Backward && !record.Forward && old is not null && @new is not null && old.Aliases.Count == 0 && new SchemaEquality().FieldsEqual(old, @new);

    private void CompareField(
        AvroField? old, AvroField? @new, FieldMatchKind how, (AvroRecordSchema Old, AvroRecordSchema New) records, DifferencePlace around, DifferencePlace place)
    {
        FieldSource backward = @new is null ? default : FieldSource.Of(@new, records.Old);
        FieldSource forward = old is null ? default : FieldSource.Of(old, records.New);
        bool lacksBackward = around.Backward && @new is { Default: null } && backward.Field is null;
        bool lacksForward = around.Forward && old is { Default: null } && forward.Field is null;
        AddIf(
            backward.IsAmbiguous || forward.IsAmbiguous,
            AvroDifferenceKind.FieldAmbiguous,
            place,
            forward.IsAmbiguous ? NamesOf(old!) : null,
            backward.IsAmbiguous ? NamesOf(@new!) : null,
            around.Backward && backward.IsAmbiguous,
            around.Forward && forward.IsAmbiguous);
        switch (old, @new, how)
        {
            case (null, _, _):
                Add(AvroDifferenceKind.FieldAdded, place, null, SchemaPhrase.Of(@new!), lacksBackward);
                return;
            case (_, null, _):
                Add(AvroDifferenceKind.FieldRemoved, place, SchemaPhrase.Of(old), null, breaksForward: lacksForward);
                return;
            case (_, _, FieldMatchKind.Alias):
                Add(AvroDifferenceKind.FieldRenamed, place, old.Name, @new.Name, lacksBackward, lacksForward);
                break;
            case (_, _, FieldMatchKind.Guess):
                Add(AvroDifferenceKind.FieldLooksRenamed, place, old.Name, @new.Name, lacksBackward, lacksForward);
                break;
            default:
                break;
        }

        CompareAttributes(old, @new, place);
        Compare(old.Schema, @new.Schema, place.Type with
        {
            Backward = around.Backward && !backward.IsAmbiguous && ReferenceEquals(backward.Field, old),
            Forward = around.Forward && !forward.IsAmbiguous && ReferenceEquals(forward.Field, @new),
        });
    }

    private void CompareAttributes(AvroField old, AvroField @new, DifferencePlace place)
    {
        if (!Equals(old.Default, @new.Default))
        {
            AvroDifferenceKind kind = old.Default is null ? AvroDifferenceKind.DefaultAdded
                : @new.Default is null ? AvroDifferenceKind.DefaultRemoved
                : AvroDifferenceKind.DefaultChanged;
            Add(kind, place, old.Default?.ToString(), @new.Default?.ToString());
        }

        AddIf(old.Doc != @new.Doc, AvroDifferenceKind.DocChanged, place, old.Doc, @new.Doc);
        AddIf(old.Order != @new.Order, AvroDifferenceKind.OrderChanged, place, old.Order, @new.Order);
        CompareAliases(old.Aliases, @new.Aliases, place);
        CompareProperties(old.Properties, @new.Properties, place, leaveOut: []);
    }

    private void CompareSymbols(AvroEnumSchema old, AvroEnumSchema @new, DifferencePlace place)
    {
        DifferencePlace symbols = place with { Old = place.Old + "/symbols", New = place.New + "/symbols" };
        foreach (string symbol in old.Symbols.Where(symbol => !@new.Contains(symbol)))
        {
            Add(AvroDifferenceKind.SymbolRemoved, symbols, symbol, @new.Default, place.Backward && @new.Default is null);
        }

        foreach (string symbol in @new.Symbols.Where(symbol => !old.Contains(symbol)))
        {
            Add(AvroDifferenceKind.SymbolAdded, symbols, old.Default, symbol, breaksForward: place.Forward && old.Default is null);
        }

        AddIf(!old.Symbols.Where(@new.Contains).SequenceEqual(@new.Symbols.Where(old.Contains)), AvroDifferenceKind.SymbolsReordered, symbols, null, null);
        AvroDifferenceKind kind = old.Default is null ? AvroDifferenceKind.EnumDefaultAdded
            : @new.Default is null ? AvroDifferenceKind.EnumDefaultRemoved
            : AvroDifferenceKind.EnumDefaultChanged;
        AddIf(old.Default != @new.Default, kind, place, old.Default, @new.Default);
    }

    private void CompareUnions(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        IReadOnlyList<AvroSchema> from = BranchesOf(old);
        IReadOnlyList<AvroSchema> to = BranchesOf(@new);
        bool wasOptional = from.Any(SchemaPhrase.IsNull);
        bool isOptional = to.Any(SchemaPhrase.IsNull);
        AddIf(!wasOptional && isOptional, AvroDifferenceKind.MadeOptional, place, SchemaPhrase.Of(old), SchemaPhrase.Of(@new), breaksForward: place.Forward && _forward.Fails(old, AvroPrimitiveSchema.Null));
        AddIf(wasOptional && !isOptional, AvroDifferenceKind.MadeRequired, place, SchemaPhrase.Of(old), SchemaPhrase.Of(@new), place.Backward && _backward.Fails(@new, AvroPrimitiveSchema.Null));

        List<BranchMatch> matches = BranchMatch.Of(from, to);
        foreach (BranchMatch match in matches)
        {
            CompareBranch(match, old, @new, matches.Count > 1, place);
        }

        int[] positions = [.. matches.Where(match => match.Old >= 0 && match.New >= 0).Select(match => match.Old)];
        bool isReordered = !positions.SequenceEqual(positions.OrderBy(i => i)) || (wasOptional && isOptional && SchemaPhrase.IsNull(from[0]) != SchemaPhrase.IsNull(to[0]));
        AddIf(isReordered, AvroDifferenceKind.BranchesReordered, place, null, null);
        AddIf(old is AvroUnionSchema != @new is AvroUnionSchema && from.Count == to.Count, AvroDifferenceKind.TypeChanged, place, SchemaPhrase.Of(old), SchemaPhrase.Of(@new));
    }

    private void CompareBranch(BranchMatch match, AvroSchema old, AvroSchema @new, bool isOneOfSeveral, DifferencePlace place)
    {
        AvroSchema? from = match.Old < 0 ? null : BranchesOf(old)[match.Old];
        AvroSchema? to = match.New < 0 ? null : BranchesOf(@new)[match.New];
        string suffix = isOneOfSeveral ? $"({SchemaPhrase.Of((to ?? from)!)})" : "";
        DifferencePlace branch = place.Branch(suffix, old is AvroUnionSchema ? match.Old : -1, @new is AvroUnionSchema ? match.New : -1) with
        {
            Backward = place.Backward && from is not null && _backward.Fails(@new, from),
            Forward = place.Forward && to is not null && _forward.Fails(old, to),
        };
        switch (from, to)
        {
            case (null, _):
                Add(AvroDifferenceKind.BranchAdded, branch, null, SchemaPhrase.Of(to!), breaksForward: branch.Forward);
                break;
            case (_, null):
                Add(AvroDifferenceKind.BranchRemoved, branch, SchemaPhrase.Of(from), null, branch.Backward);
                break;
            default:
                Compare(from, to, branch);
                break;
        }
    }

    private void CompareAliases(IReadOnlyList<string> old, IReadOnlyList<string> @new, DifferencePlace place) =>
        AddIf(!old.SequenceEqual(@new), AvroDifferenceKind.AliasesChanged, place, old.Count == 0 ? null : string.Join(", ", old), @new.Count == 0 ? null : string.Join(", ", @new));

    private void CompareProperties(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        AvroLogicalType? from = old.LogicalType;
        AvroLogicalType? to = @new.LogicalType;
        AvroDifferenceKind kind = (from, to) is ({ Kind: AvroLogicalTypeKind.Decimal }, { Kind: AvroLogicalTypeKind.Decimal }) ? AvroDifferenceKind.DecimalChanged : AvroDifferenceKind.LogicalTypeChanged;
        AddIf(from != to, kind, place, from?.ToString() ?? $"plain {KindName(old)}", to?.ToString() ?? $"plain {KindName(@new)}");
        CompareProperties(old.Properties, @new.Properties, place, from == to ? [] : [LogicalTypeTable.Property, LogicalTypeTable.Precision, LogicalTypeTable.Scale]);
    }

    private void CompareProperties(
        IReadOnlyList<KeyValuePair<string, AvroJson>> old, IReadOnlyList<KeyValuePair<string, AvroJson>> @new, DifferencePlace place, string[] leaveOut)
    {
        foreach (string name in old.Concat(@new).Select(property => property.Key).Distinct().Except(leaveOut))
        {
            AvroJson? from = old.FirstOrDefault(property => property.Key == name).Value;
            AvroJson? to = @new.FirstOrDefault(property => property.Key == name).Value;
            AddIf(!Equals(from, to), AvroDifferenceKind.PropertyChanged, place, from is null ? null : $"{name} {from}", to is null ? null : $"{name} {to}");
        }
    }

    private void AddIf(bool isDifferent, AvroDifferenceKind kind, DifferencePlace place, string? old, string? @new, bool breaksBackward = false, bool breaksForward = false)
    {
        if (isDifferent)
        {
            Add(kind, place, old, @new, breaksBackward, breaksForward);
        }
    }

    private void Add(
        AvroDifferenceKind kind, DifferencePlace place, string? old, string? @new, bool breaksBackward = false, bool breaksForward = false, bool isLossy = false)
    {
        if (breaksBackward || breaksForward || !_isRepeated)
        {
            AddReason(_backward, breaksBackward);
            AddReason(_forward, breaksForward);
            _found.Add(new AvroDifference(
                kind, place.Path, place.Record, place.Field, Location(place.Old), Location(place.New), old, @new, breaksBackward, breaksForward, isLossy));
        }
    }

    private static IReadOnlyList<AvroSchema> BranchesOf(AvroSchema schema) => schema is AvroUnionSchema union ? union.Branches : [schema];

    private static string NamesOf(AvroField field) => string.Join(", ", new[] { field.Name }.Concat(field.Aliases));

    private static string KindName(AvroSchema schema) => schema is AvroPrimitiveSchema primitive ? primitive.Name : TypeName(schema);

    private static string TypeName(AvroSchema schema) => schema is AvroRecordSchema { IsError: true } ? "error" : schema.Kind.ToString().ToLowerInvariant();

    private static string Location(string pointer) => pointer.Length == 0 ? "/" : pointer;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
