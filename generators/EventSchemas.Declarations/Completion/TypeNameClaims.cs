using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Checks that the types of an event have different names in its schema, which has one namespace.</summary>
static class TypeNameClaims
{
    /// <summary>The members whose type has the name of another type.</summary>
    public static IEnumerable<CompletionProblem> Check(EventDeclaration declaration)
    {
        var names = new Dictionary<string, object>(StringComparer.Ordinal);
        var records = declaration.Records.ToDictionary(record => record.FullName, StringComparer.Ordinal);
        string root = declaration.SchemaNameOf(declaration.Records[0]);
        names.Add(root, declaration.FullName);
        for (int i = 0; i < declaration.Records.Count; i++)
        {
            EquatableArray<MemberDeclaration> members = declaration.Records[i].Members;
            for (int j = 0; j < members.Count; j++)
            {
                foreach (MemberType type in members[j].Type.All())
                {
                    (string? name, object identity, string advice) = Claim(type, declaration, records);
                    if (name is not null && !IsFree(names, name, identity))
                    {
                        bool isOneDefinition =
                            names[name] is string owner && identity is string other && Definition(owner) == Definition(other);
                        yield return new CompletionProblem(
                            DeclarationProblemKind.DuplicateTypeName,
                            i,
                            j,
                            (name == root
                                ? $"{name} is the name of the event's own record there: "
                                : $"this event has another type named {name}: ")
                            + (isOneDefinition ? OfOneDefinition(type, name, records) : advice));
                        break;
                    }
                }
            }
        }
    }

    private static (string? Name, object Identity, string Advice) Claim(
        MemberType type, EventDeclaration declaration, Dictionary<string, RecordDeclaration> records) => type switch
    {
        RecordType record => (
            declaration.SchemaNameOf(records[record.RecordName]),
            record.RecordName,
            $"give {records[record.RecordName].ShortName} another name with [AvroName(\"…\")]"),
        EnumType @enum =>
            (@enum.Enum.SchemaName, @enum.Enum.FullName, $"give {@enum.Enum.ShortName} another name with [AvroName(\"…\")]"),
        ScalarType { Schema: { Kind: AvroSchemaKind.Fixed } schema } =>
            (schema.FixedName, schema, "give one of them another name with [AvroFixed(…, Name = …)]"),
        _ => (null, "", ""),
    };

    // Another name of the definition would be that of all its uses.
    private static string OfOneDefinition(MemberType type, string name, Dictionary<string, RecordDeclaration> records)
    {
        (string shown, string code, string own) = type is RecordType record
            ? (records[record.RecordName].ShortName, record.RecordName, "a record")
            : (((EnumType)type).Enum.ShortName, "", "an enum");
        bool hasOwnName = code.EndsWith(">", StringComparison.Ordinal) && !name.StartsWith(shown + "Of", StringComparison.Ordinal);
        return $"{shown} is used with other type arguments there, so "
            + (hasOwnName ? $"remove [AvroName] from {shown}, whose name then says its type arguments, or " : "")
            + $"declare {own} of its own for one of the two";
    }

    // A type's name in generated code without the type arguments.
    private static string Definition(string code)
    {
        var text = new StringBuilder(code.Length);
        int depth = 0;
        foreach (char c in code)
        {
            depth += c == '<' ? 1 : 0;
            if (depth == 0)
            {
                text.Append(c);
            }

            depth -= c == '>' ? 1 : 0;
        }

        return text.ToString();
    }

    private static bool IsFree(Dictionary<string, object> names, string name, object identity)
    {
        if (names.TryGetValue(name, out object? owner))
        {
            return owner.Equals(identity);
        }

        names.Add(name, identity);
        return true;
    }
}
