namespace EventSchemas.CodeFixes;

/// <summary>The types of a project by their names in schemas.</summary>
static class ProjectTypes
{
    /// <summary>Finds them for a place in one of the project's files.</summary>
    /// <param name="events">The project's events.</param>
    /// <param name="names">Writes names at the place.</param>
    /// <param name="meaning">The C# type that travels as text, or null for text itself.</param>
    public static WireTypes At(IReadOnlyList<AnalyzedEvent> events, ImportedNames names, string? meaning)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (EventDeclaration declaration in events.Select(e => e.Declaration))
        {
            foreach (RecordDeclaration record in declaration.Records)
            {
                types[declaration.SchemaNameOf(record)] = record.FullName;
                foreach (EnumDeclaration @enum in record.Enums)
                {
                    types[@enum.SchemaName] = @enum.FullName;
                }
            }
        }

        return new WireTypes(
            named => types.TryGetValue(named.Name, out string? name) ? names.Type(name) : null, names.Type, names.Attribute, meaning);
    }
}
