using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads which breaks the records of an event justify.</summary>
static class JustificationReader
{
    /// <summary>The justifications, record by record, each with the attribute that says it.</summary>
    public static IEnumerable<(JustifiedBreak Justification, AttributeData Attribute)> Read(RecordReader records)
    {
        for (int i = 0; i < records.Declarations.Count; i++)
        {
            RecordDeclaration record = records.Declarations[i];
            foreach (AttributeData attribute in On(records.Symbols[i]))
            {
                yield return (Of(attribute, record, Text(attribute, "Member")), attribute);
            }

            // A member that could not be read has no name in the schema.
            for (int j = 0; j < record.Members.Count && record.Members.Count == records.MemberSymbols[i].Count; j++)
            {
                foreach (AttributeData attribute in records.AttributedOf(records.MemberSymbols[i][j]).SelectMany(On))
                {
                    yield return (Of(attribute, record, record.Members[j].FieldName), attribute);
                }
            }
        }
    }

    private static IEnumerable<AttributeData> On(ISymbol symbol) => symbol.GetAttributes()
        .Where(attribute => attribute.AttributeClass is { } type && type.Is(WellKnownNames.Namespace, WellKnownNames.JustifiedBreakAttribute));

    private static JustifiedBreak Of(AttributeData attribute, RecordDeclaration record, string? field) =>
        new(attribute.ArgumentAt(0) as string ?? "", record.SchemaName, field, attribute.ArgumentAt(1) as string ?? "", Text(attribute, "Expires"));

    private static string? Text(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value as string;
}
