using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <content>Names, symbols, docs, aliases, logical types and properties.</content>
sealed partial class DifferenceFinder
{
    private void CompareNames(AvroNamedSchema old, AvroNamedSchema @new, DifferencePlace place)
    {
        DifferencePlace name = place with { Old = place.Old + "/name", New = place.New + "/name" };
        AddIf(
            old.Name != @new.Name,
            AvroDifferenceKind.TypeRenamed,
            @new is AvroRecordSchema ? name with { Record = @new.FullName, Field = null } : name,
            old.Name,
            @new.Name,
            place.Backward && !@new.HasNameOf(old),
            place.Forward && !old.HasNameOf(@new));
        AddIf(
            old.Namespace != @new.Namespace && _moves.Add((old.Namespace, @new.Namespace)),
            AvroDifferenceKind.NamespaceChanged,
            place,
            old.Namespace ?? "none",
            @new.Namespace ?? "none");
        AddIf(old.Doc != @new.Doc, AvroDifferenceKind.DocChanged, place, old.Doc, @new.Doc);
        CompareAliases(old.Aliases, @new.Aliases, place);
        CompareProperties(old, @new, place);
        AddIf(
            (old as AvroRecordSchema)?.IsError != (@new as AvroRecordSchema)?.IsError,
            AvroDifferenceKind.TypeChanged,
            place,
            TypeName(old),
            TypeName(@new));
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

        AddIf(
            !old.Symbols.Where(@new.Contains).SequenceEqual(@new.Symbols.Where(old.Contains)),
            AvroDifferenceKind.SymbolsReordered,
            symbols,
            null,
            null);
        AvroDifferenceKind kind = old.Default is null ? AvroDifferenceKind.EnumDefaultAdded
            : @new.Default is null ? AvroDifferenceKind.EnumDefaultRemoved
            : AvroDifferenceKind.EnumDefaultChanged;
        AddIf(old.Default != @new.Default, kind, place, old.Default, @new.Default);
    }

    private void CompareAttributes(AvroField old, AvroField @new, DifferencePlace place)
    {
        AvroDifferenceKind kind = old.Default is null ? AvroDifferenceKind.DefaultAdded
            : @new.Default is null ? AvroDifferenceKind.DefaultRemoved
            : AvroDifferenceKind.DefaultChanged;
        AddIf(!Equals(old.Default, @new.Default), kind, place, old.Default?.ToString(), @new.Default?.ToString());
        AddIf(old.Doc != @new.Doc, AvroDifferenceKind.DocChanged, place, old.Doc, @new.Doc);
        AddIf(old.Order != @new.Order, AvroDifferenceKind.OrderChanged, place, old.Order, @new.Order);
        CompareAliases(old.Aliases, @new.Aliases, place);
        CompareProperties(old.Properties, @new.Properties, place, leaveOut: []);
    }

    private void CompareAliases(IReadOnlyList<string> old, IReadOnlyList<string> @new, DifferencePlace place) =>
        AddIf(
            !old.SequenceEqual(@new),
            AvroDifferenceKind.AliasesChanged,
            place,
            old.Count == 0 ? null : string.Join(", ", old),
            @new.Count == 0 ? null : string.Join(", ", @new));

    private void CompareProperties(AvroSchema old, AvroSchema @new, DifferencePlace place)
    {
        AvroLogicalType? from = old.LogicalType;
        AvroLogicalType? to = @new.LogicalType;
        AvroDifferenceKind kind = (from, to) is ({ Kind: AvroLogicalTypeKind.Decimal }, { Kind: AvroLogicalTypeKind.Decimal })
            ? AvroDifferenceKind.DecimalChanged
            : AvroDifferenceKind.LogicalTypeChanged;
        AddIf(from != to, kind, place, from?.ToString() ?? $"plain {KindName(old)}", to?.ToString() ?? $"plain {KindName(@new)}");
        CompareProperties(
            old.Properties,
            @new.Properties,
            place,
            from == to ? [] : [LogicalTypeTable.Property, LogicalTypeTable.Precision, LogicalTypeTable.Scale]);
    }

    private void CompareProperties(
        IReadOnlyList<KeyValuePair<string, AvroJson>> old,
        IReadOnlyList<KeyValuePair<string, AvroJson>> @new,
        DifferencePlace place,
        string[] leaveOut)
    {
        foreach (string name in old.Concat(@new).Select(property => property.Key).Distinct().Except(leaveOut))
        {
            AvroJson? from = old.FirstOrDefault(property => property.Key == name).Value;
            AvroJson? to = @new.FirstOrDefault(property => property.Key == name).Value;
            AddIf(
                !Equals(from, to),
                AvroDifferenceKind.PropertyChanged,
                place,
                from is null ? null : $"{name} {from}",
                to is null ? null : $"{name} {to}");
        }
    }

    private static string KindName(AvroSchema schema) => schema is AvroPrimitiveSchema primitive ? primitive.Name : TypeName(schema);

    private static string TypeName(AvroSchema schema) =>
        schema is AvroRecordSchema { IsError: true } ? "error" : schema.Kind.ToString().ToLowerInvariant();
}
