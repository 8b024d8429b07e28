namespace EventSchemas.Declarations;

/// <summary>Checks that the members of a record have different names in the schema.</summary>
static class FieldNameClaims
{
    /// <summary>The members that have the name of an earlier one.</summary>
    public static IEnumerable<CompletionProblem> Check(EventDeclaration declaration)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < declaration.Records.Count; i++)
        {
            names.Clear();
            EquatableArray<MemberDeclaration> members = declaration.Records[i].Members;
            for (int j = 0; j < members.Count; j++)
            {
                string name = members[j].FieldName;
                if (names.TryGetValue(name, out string? twin))
                {
                    yield return new CompletionProblem(
                        DeclarationProblemKind.DuplicateFieldName,
                        i,
                        j,
                        $"'{twin}' is \"{name}\" there already: give one of the two another name, as in [AvroName(\"{name}_2\")]");
                }
                else
                {
                    names.Add(name, members[j].Name);
                }
            }
        }
    }
}
