namespace EventSchemas.Avro;

/// <summary>Differences in words.</summary>
static class DifferenceText
{
    public static string Of(AvroDifference difference) =>
        (difference.Path.Length == 0 ? "" : difference.Path + ": ") + What(difference);

    private static string What(AvroDifference difference)
    {
        string? old = difference.Old;
        string? @new = difference.New;
        return difference.Kind switch
        {
            AvroDifferenceKind.FieldAdded => $"added ({@new})",
            AvroDifferenceKind.FieldRemoved => $"removed ({old})",
            AvroDifferenceKind.FieldRenamed => $"renamed from {old}",
            AvroDifferenceKind.FieldLooksRenamed => $"looks renamed from {old}, but no alias says so",
            AvroDifferenceKind.FieldAmbiguous => $"its name and aliases lead to several fields: {@new ?? old}",
            AvroDifferenceKind.FieldsReordered => "fields reordered",
            AvroDifferenceKind.MadeOptional => $"{old} made optional",
            AvroDifferenceKind.MadeRequired => $"{old} made required",
            AvroDifferenceKind.TypeRenamed => $"{old} renamed to {@new}",
            AvroDifferenceKind.NamespaceChanged => $"moved from the namespace {old} to {@new}",
            AvroDifferenceKind.BranchAdded => $"{@new} added to the union",
            AvroDifferenceKind.BranchRemoved => $"{old} removed from the union",
            AvroDifferenceKind.BranchesReordered => "branches of the union reordered",
            AvroDifferenceKind.SymbolAdded => $"symbol {@new} added",
            AvroDifferenceKind.SymbolRemoved => $"symbol {old} removed",
            AvroDifferenceKind.SymbolsReordered => "symbols reordered",
            AvroDifferenceKind.EnumDefaultAdded => $"default symbol {@new} added",
            AvroDifferenceKind.EnumDefaultRemoved => $"default symbol {old} removed",
            AvroDifferenceKind.EnumDefaultChanged => $"default symbol {old} became {@new}",
            AvroDifferenceKind.FixedResized => $"size {old} became {@new}",
            AvroDifferenceKind.DefaultAdded => $"default {@new} added",
            AvroDifferenceKind.DefaultRemoved => $"default {old} removed",
            AvroDifferenceKind.DefaultChanged => $"default {old} became {@new}",
            AvroDifferenceKind.DocChanged => "documentation changed",
            AvroDifferenceKind.AliasesChanged => $"aliases {old ?? "none"} became {@new ?? "none"}",
            AvroDifferenceKind.OrderChanged => $"sort order {old ?? "ascending"} became {@new ?? "ascending"}",
            AvroDifferenceKind.PropertyChanged when old is null => $"property {@new} added",
            AvroDifferenceKind.PropertyChanged when @new is null => $"property {old} removed",
            AvroDifferenceKind.PropertyChanged => $"property {old} became {@new}",
            _ => $"{old} became {@new}",
        };
    }
}
