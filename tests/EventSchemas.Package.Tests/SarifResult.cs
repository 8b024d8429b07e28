namespace EventSchemas.Package.Tests;

/// <summary>A result in an error log.</summary>
/// <param name="Id">The rule that it names.</param>
/// <param name="Level">The level.</param>
/// <param name="File">The file that it is in.</param>
/// <param name="Rule">The rule at its index.</param>
/// <param name="Help">That rule's help link.</param>
sealed record SarifResult(string Id, string Level, string File, string Rule, string Help)
{
    public static SarifResult Of(string id, string level, string file) =>
        new(id, level, file, id, $"{Repository.Url}/blob/main/docs/rules/{id}.md");
}
