namespace EventSchemas.Declarations;

/// <summary>Checks the namespace of a schema that isn't the event type.</summary>
static class SchemaNamespace
{
    /// <summary>The problem of a namespace that isn't one of Avro.</summary>
    public static IEnumerable<CompletionProblem> Check(EventDeclaration declaration)
    {
        string name = declaration.SchemaNamespace;
        if (!declaration.Conventions.NamespaceIsEventType && name.Length > 0 && !FolderSettings.IsNamespace(name))
        {
            yield return new CompletionProblem(
                DeclarationProblemKind.Unrepresentable,
                Record: 0,
                Member: null,
                $"\"{name}\" can't be a namespace in Avro (words of letters, digits and _, with dots between them): "
                + $"write another as Namespace = \"…\" in [{declaration.Conventions.Attribute}]");
        }
    }
}
