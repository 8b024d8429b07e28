namespace EventSchemas.Declarations;

/// <summary>
/// Bounds how deep a schema's JSON is nested, as every parser of schemas does. What follows records to their end stays within a thread's
/// stack behind it.
/// </summary>
/// <param name="declaration">The event.</param>
sealed class SchemaDepth(EventDeclaration declaration)
{
    // The depth that AvroParseOptions allows where nothing else is said.
    private const int Max = 64;

    // An object, the list of its fields, and a field.
    private const int DepthOfRecord = 3;

    private readonly Dictionary<string, int> _positions = Enumerable.Range(0, declaration.Records.Count)
        .ToDictionary(i => declaration.Records[i].FullName, StringComparer.Ordinal);

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>The members whose types lie too deep, each where the limit is passed.</summary>
    public static IReadOnlyList<CompletionProblem> Check(EventDeclaration declaration)
    {
        var problems = new List<CompletionProblem>();
        new SchemaDepth(declaration).Visit(declaration.Records[0].FullName, depth: 0, problems);
        return problems;
    }

    // A record is written where the schema first names it.
    private void Visit(string name, int depth, List<CompletionProblem> problems)
    {
        if (!_written.Add(name))
        {
            return;
        }

        int record = _positions[name];
        EquatableArray<MemberDeclaration> members = declaration.Records[record].Members;
        for (int i = 0; i < members.Count && problems.Count == 0; i++)
        {
            if (!Fits(members[i].Type, depth + DepthOfRecord, problems))
            {
                problems.Add(new CompletionProblem(
                    DeclarationProblemKind.Unrepresentable,
                    record,
                    i,
                    $"the schema would be nested more than {Max} levels deep here, and parsers refuse such a schema: "
                    + "flatten the records that lead to it"));
            }
        }
    }

    private bool Fits(MemberType type, int depth, List<CompletionProblem> problems)
    {
        // Of a scalar, the object that its logical type or its name needs.
        if (depth >= Max)
        {
            return false;
        }

        if (type is RecordType record)
        {
            if (!_written.Contains(record.RecordName) && depth + DepthOfRecord > Max)
            {
                return false;
            }

            Visit(record.RecordName, depth, problems);
            return true;
        }

        int within = type is ConvertedType ? depth : depth + 1;
        return type.Parts.All(part => Fits(part, within, problems));
    }
}
