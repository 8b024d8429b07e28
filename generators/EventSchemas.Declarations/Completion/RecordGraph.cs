namespace EventSchemas.Declarations;

/// <summary>
/// Completes records with what their references determine: which are recursive, and which are written together with the members around
/// them. Both depend only on the record: its strongly connected component is the same from wherever it is reached.
/// </summary>
static class RecordGraph
{
    // Bounds the code that is repeated, and with it what an incremental step compares.
    private const int MaxInlinedValues = 16;

    /// <summary>The records with recursion and inlining decided, in the same order.</summary>
    /// <param name="records">All records that one of them reaches.</param>
    public static IReadOnlyList<RecordDeclaration> Complete(IReadOnlyList<RecordDeclaration> records)
    {
        HashSet<string> recursive = Recursive(records);
        var completion = new Inlining(records.ToDictionary(record => record.FullName, StringComparer.Ordinal), recursive);
        return [.. records.Select(record => completion.Complete(record.FullName))];
    }

    /// <summary>
    /// The members that make their record contain itself infinitely: each refers to it again without a null, a list or a map between.
    /// </summary>
    /// <param name="records">All records that one of them reaches.</param>
    /// <returns>The positions of the record and its member, and the name of the member's type.</returns>
    public static IEnumerable<(int Record, int Member, string Target)> EndlessMembers(IReadOnlyList<RecordDeclaration> records)
    {
        Dictionary<string, int> components = Components(records, record => record.Members.SelectMany(member => Direct(member.Type)));
        for (int i = 0; i < records.Count; i++)
        {
            for (int j = 0; j < records[i].Members.Count; j++)
            {
                string? endless = Direct(records[i].Members[j].Type)
                    .FirstOrDefault(name => components[name] == components[records[i].FullName]);
                if (endless is not null)
                {
                    yield return (i, j, records.First(record => record.FullName == endless).ShortName);
                }
            }
        }
    }

    private static HashSet<string> Recursive(IReadOnlyList<RecordDeclaration> records)
    {
        Dictionary<string, int> components = Components(records, record => record.References.Select(reference => reference.RecordName));
        return new HashSet<string>(
            records.Where(record => record.References.Any(reference => components[reference.RecordName] == components[record.FullName]))
                .Select(record => record.FullName),
            StringComparer.Ordinal);
    }

    // The records of which a value of the type always contains one.
    private static IEnumerable<string> Direct(MemberType type) => type switch
    {
        RecordType record => [record.RecordName],
        UnionType { Branches.Count: 1 } union => [union.Branches[0].RecordName],
        ConvertedType converted => Direct(converted.Wire),
        _ => [],
    };

    // Tarjan's algorithm with an explicit stack: a chain of records may be deeper than the thread's stack.
    private static Dictionary<string, int> Components(
        IReadOnlyList<RecordDeclaration> records, Func<RecordDeclaration, IEnumerable<string>> references)
    {
        var edges = records.ToDictionary(
            record => record.FullName, record => references(record).Distinct().ToArray(), StringComparer.Ordinal);
        var components = new Dictionary<string, int>(StringComparer.Ordinal);
        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        var lowest = new Dictionary<string, int>(StringComparer.Ordinal);
        var path = new Stack<string>();
        var work = new Stack<(string Name, int Next)>();
        foreach (string root in edges.Keys.Where(name => !indexes.ContainsKey(name)))
        {
            work.Push((root, 0));
            while (work.Count > 0)
            {
                (string name, int next) = work.Pop();
                if (next == 0)
                {
                    indexes[name] = lowest[name] = indexes.Count;
                    path.Push(name);
                }
                else
                {
                    Lower(name, edges[name][next - 1]);
                }

                while (next < edges[name].Length && indexes.ContainsKey(edges[name][next]))
                {
                    Lower(name, edges[name][next++]);
                }

                if (next < edges[name].Length)
                {
                    work.Push((name, next + 1));
                    work.Push((edges[name][next], 0));
                }
                else if (lowest[name] == indexes[name])
                {
                    Close(name);
                }
            }
        }

        return components;

        void Lower(string name, string target)
        {
            if (!components.ContainsKey(target))
            {
                lowest[name] = Math.Min(lowest[name], lowest[target]);
            }
        }

        void Close(string name)
        {
            int component = indexes[name];
            string member;
            do
            {
                member = path.Pop();
                components[member] = component;
            }
            while (member != name);
        }
    }

    /// <summary>Decides which references are inlined, the innermost records first; recursive ones never are, so that it ends.</summary>
    private sealed class Inlining(Dictionary<string, RecordDeclaration> records, HashSet<string> recursive)
    {
        private readonly Dictionary<string, RecordDeclaration> _completed = new(StringComparer.Ordinal);

        public RecordDeclaration Complete(string name)
        {
            if (!_completed.TryGetValue(name, out RecordDeclaration? completed))
            {
                RecordDeclaration record = records[name];
                completed = record with
                {
                    IsRecursive = recursive.Contains(name),
                    Members = record.Members.Select(member => member with { Type = member.Type.MapRecords(Inline) }).ToEquatableArray(),
                };
                _completed.Add(name, completed);
            }

            return completed;
        }

        private RecordType Inline(RecordType reference)
        {
            if (recursive.Contains(reference.RecordName))
            {
                return reference;
            }

            EquatableArray<MemberDeclaration> members = Complete(reference.RecordName).Members;
            return members.Sum(member => Values(member.Type)) is > 0 and <= MaxInlinedValues
                ? reference with { Inlined = members }
                : reference;
        }

        private static int Values(MemberType type) => type switch
        {
            NullableType { Value: ScalarType or EnumType } or ScalarType or EnumType or ConvertedType { Wire: ScalarType } => 1,
            RecordType { Inlined.Count: > 0 } record => record.Inlined.Sum(member => Values(member.Type)),
            _ => MaxInlinedValues + 1,
        };
    }
}
