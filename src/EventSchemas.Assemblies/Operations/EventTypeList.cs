namespace EventSchemas.Assemblies;

/// <summary>
/// Event types in a property, joined with <c>+</c>, which every shell leaves alone. On a command line MSBuild itself splits at semicolons
/// and commas; in a project file they may be separated by them. An event type that has one of these is named as its file is.
/// </summary>
static class EventTypeList
{
    /// <summary>The event types.</summary>
    public static IReadOnlyList<string> Parse(string text) =>
    [
        .. text.Split(['+', ';', ','])
            .Select(name => name.Trim())
            .Where(name => name.Length > 0)
            .Select(ContractFileName.EventTypeOf),
    ];
}
