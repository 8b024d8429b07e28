using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>
/// Checks what [TextForm] says of the types of an event's members, each type once. It is checked here, because a default that is compared
/// with a wrong form can't be corrected.
/// </summary>
static class TextFormCheck
{
    /// <summary>The members whose type declares a wrong form.</summary>
    public static IEnumerable<CompletionProblem> Check(IReadOnlyList<RecordDeclaration> records)
    {
        HashSet<string>? found = null;
        for (int i = 0; i < records.Count; i++)
        {
            for (int j = 0; j < records[i].Members.Count; j++)
            {
                foreach (ScalarType type in records[i].Members[j].Type.All().OfType<ScalarType>())
                {
                    if (type.TextForm is { } form && Problem(type, form) is { } problem && (found ??= []).Add(type.CSharp))
                    {
                        yield return new CompletionProblem(DeclarationProblemKind.TextForm, i, j, problem);
                    }
                }
            }
        }
    }

    private static string? Problem(ScalarType type, TextForm form) => TextFormPattern.Matches(form.Pattern, form.Example ?? "") switch
    {
        null => $"the pattern {AvroJson.FromString(form.Pattern)} of [TextForm] on {type.ShownName} is not a regular expression: "
            + "correct it",
        false when form.Example is { } example =>
            $"the example {AvroJson.FromString(example)} of [TextForm] on {type.ShownName} does not match its pattern: "
            + "correct one of the two",
        _ => null,
    };
}
