using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Declarations;

/// <summary>
/// Reads the documentation of a schema from comments: what they say of records, members and enums. Only of types of the event's own
/// assembly: an editor has the comments of a referenced project, and the compiler hasn't, so they would give two schemas.
/// </summary>
static class DocReader
{
    private const string Summary = "summary";
    private const string Param = "param";

    /// <summary>The declaration with its documentation, if it is to have any.</summary>
    /// <param name="declaration">The declaration with its settings.</param>
    /// <param name="reading">What it was read from.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static EventDeclaration AddTo(
        EventDeclaration declaration, DeclarationReading reading, CancellationToken cancellationToken) =>
        declaration.HasDocs ? declaration with { Docs = Read(reading, cancellationToken) } : declaration;

    /// <summary>The documentation of an event's types.</summary>
    /// <param name="reading">The event.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static EquatableArray<TypeDoc> Read(DeclarationReading reading, CancellationToken cancellationToken)
    {
        if (reading.Records.Count == 0)
        {
            return default;
        }

        IAssemblySymbol own = reading.Records[0].Symbol.ContainingAssembly;
        var docs = new List<TypeDoc>();
        var enums = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (RecordReading record in reading.Records)
        {
            MemberDoc[] members =
            [
                .. record.Members
                    .Where(member => IsOf(own, member))
                    .Select(member => (member.Name, Text: Of(member, cancellationToken)))
                    .Where(item => item.Text is not null)
                    .Select(item => new MemberDoc(TypeNames.Escape(item.Name), item.Text!)),
            ];
            Add(record.Declaration.FullName, IsOf(own, record.Symbol) ? Of(record.Symbol, cancellationToken) : null, members);
            foreach (IPropertySymbol member in record.Members)
            {
                AddEnums(enums, member.Type);
            }
        }

        foreach (INamedTypeSymbol type in enums.Where(type => IsOf(own, type)))
        {
            Add(type.ToCode(), Of(type, cancellationToken), []);
        }

        return docs.ToEquatableArray();

        void Add(string name, string? text, MemberDoc[] members)
        {
            if (text is not null || members.Length > 0)
            {
                docs.Add(new TypeDoc(name, text, members.ToEquatableArray()));
            }
        }
    }

    private static bool IsOf(IAssemblySymbol own, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, own);

    private static void AddEnums(HashSet<INamedTypeSymbol> enums, ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AddEnums(enums, array.ElementType);
                break;
            case INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum:
                enums.Add(@enum);
                break;
            case INamedTypeSymbol named:
                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    AddEnums(enums, argument);
                }

                break;
        }
    }

    // The first of a type's parts that says something.
    private static string? Of(INamedTypeSymbol type, CancellationToken cancellationToken) => type.DeclaringSyntaxReferences
        .Select(part => DocComment.Of(part.GetSyntax(cancellationToken))?.TextOf(Summary))
        .FirstOrDefault(text => text is not null);

    // A positional member is described by its record.
    private static string? Of(IPropertySymbol member, CancellationToken cancellationToken) =>
        member.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) switch
        {
            ParameterSyntax { Parent.Parent: TypeDeclarationSyntax record } =>
                DocComment.Of(record)?.TextOf(Param, member.Name),
            { } declaration => DocComment.Of(declaration)?.TextOf(Summary),
            null => null,
        };
}
