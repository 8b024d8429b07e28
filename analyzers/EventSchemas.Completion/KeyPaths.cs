using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Completion;

/// <summary>Lists the paths to members of an event that can be its key. Personal data can't.</summary>
static class KeyPaths
{
    private const int MaxDepth = 4;

    public static IEnumerable<Suggestion> Of(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellationToken)
    {
        if (attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || model.GetDeclaredSymbol(type, cancellationToken) is not { } symbol
            || AttributeReader.FindEvent(symbol) is not { } data)
        {
            return [];
        }

        DeclarationReading reading = EventStages.Default.Read(symbol, data, cancellationToken);
        EventDeclaration declaration = EventStages.Default.Complete(reading.Declaration).Declaration;
        return declaration.Records.Count == 0 ? [] : Of(declaration, declaration.Records[0], path: "", depth: 1);
    }

    private static IEnumerable<Suggestion> Of(EventDeclaration declaration, RecordDeclaration record, string path, int depth)
    {
        foreach (MemberDeclaration member in record.Members.Where(member => !member.IsPersonalData))
        {
            string name = path + member.Name.TrimStart('@');
            if (KeyResolution.Resolve(name, declaration).Value is not null)
            {
                yield return new Suggestion(name, member.Type.ShownName);
            }
            else if (member.Type is RecordType reference && depth < MaxDepth)
            {
                RecordDeclaration next = declaration.Records.First(one => one.FullName == reference.RecordName);
                foreach (Suggestion inner in Of(declaration, next, name + ".", depth + 1))
                {
                    yield return inner;
                }
            }
        }
    }
}
