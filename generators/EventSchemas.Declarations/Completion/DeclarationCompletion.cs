namespace EventSchemas.Declarations;

/// <summary>
/// Completes a declaration with what the model determines: unique type names, recursion, inlining, defaults and the key. It runs
/// after the generator's attribute transform, so that an unrelated keystroke doesn't pay for it.
/// </summary>
static class DeclarationCompletion
{
    /// <summary>The complete declaration, and what is wrong with it. One that couldn't be read stays as it is.</summary>
    public static CompletedDeclaration Complete(EventDeclaration declaration)
    {
        if (!declaration.IsRepresentable)
        {
            return new CompletedDeclaration(declaration, []);
        }

        IReadOnlyList<RecordDeclaration> records = [.. declaration.Records];
        List<CompletionProblem> problems =
        [
            .. SchemaNamespace.Check(declaration),
            .. FieldNameClaims.Check(declaration),
            .. TypeNameClaims.Check(declaration),
            .. SchemaDepth.Check(declaration),
            .. TextFormCheck.Check(records),
        ];
        problems.AddRange(RecordGraph.EndlessMembers(records).Select(place => new CompletionProblem(
            DeclarationProblemKind.Unrepresentable,
            place.Record,
            place.Member,
            $"{place.Target} would contain itself without end: make the member nullable or a list")));
        if (problems.Count == 0)
        {
            records = DefaultCompletion.Complete(declaration, RecordGraph.Complete(records), problems);
        }

        declaration = declaration with { Records = records.ToEquatableArray(), IsRepresentable = problems.Count == 0 };
        if (declaration is { IsRepresentable: true, Attribute.KeyPath: { } path })
        {
            ReadResult<KeyDeclaration> key = KeyResolution.Resolve(path, declaration);
            declaration = declaration with { Key = key.Value };
            if (key.Refusal is { } refusal)
            {
                problems.Add(new CompletionProblem(DeclarationProblemKind.Key, Record: 0, Member: null, refusal.Message));
            }
        }

        return new CompletedDeclaration(declaration, problems);
    }
}

/// <summary>A complete declaration, and what is wrong with it.</summary>
sealed record CompletedDeclaration(EventDeclaration Declaration, IReadOnlyList<CompletionProblem> Problems);

/// <summary>A problem that follows from the model.</summary>
/// <param name="Kind">What kind of problem it is.</param>
/// <param name="Record">The position of the record that it is about.</param>
/// <param name="Member">The position of the member that it is about; null where it is about the event.</param>
/// <param name="Message">What is wrong and what to do, as the end of a sentence.</param>
sealed record CompletionProblem(DeclarationProblemKind Kind, int Record, int? Member, string Message);
