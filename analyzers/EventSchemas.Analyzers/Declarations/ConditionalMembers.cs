using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers;

/// <summary>
/// Finds members that an event's records have in some builds only (EVS2011): those under <c>#if</c> within a record's declaration. A member
/// that this build has is reported at its place, and one that it lacks at the directive.
/// </summary>
static class ConditionalMembers
{
    public static IEnumerable<OwnedDiagnostic> Of(
        INamedTypeSymbol @event, DeclarationReading reading, CancellationToken cancellationToken)
    {
        IPropertySymbol[] members = [.. reading.Records.SelectMany(record => record.Members)];
        foreach (INamedTypeSymbol type in OwnTypes(@event, reading))
        {
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
            {
                // Most declarations have no directive, which costs nothing to know.
                if (reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax { ContainsDirectives: true } syntax)
                {
                    foreach (OwnedDiagnostic finding in In(syntax, type, members, cancellationToken))
                    {
                        yield return finding;
                    }
                }
            }
        }
    }

    // The records, and those that they inherit from, as far as this compilation declares them.
    private static HashSet<INamedTypeSymbol> OwnTypes(INamedTypeSymbol @event, DeclarationReading reading)
    {
        var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (RecordReading record in reading.Records)
        {
            for (INamedTypeSymbol? type = record.Symbol; type is not null; type = type.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, @event.ContainingAssembly))
                {
                    types.Add(type.OriginalDefinition);
                }
            }
        }

        return types;
    }

    private static IEnumerable<OwnedDiagnostic> In(
        TypeDeclarationSyntax syntax, INamedTypeSymbol type, IPropertySymbol[] members, CancellationToken cancellationToken)
    {
        foreach (Branch branch in BranchesOf(syntax))
        {
            string condition = string.Intern(branch.Directive.ToString().Trim());
            if (branch.Directive.BranchTaken)
            {
                foreach (IPropertySymbol member in members.Where(member => IsWithin(member, syntax, branch, cancellationToken)))
                {
                    yield return OwnedDiagnostic.At(Place.Of(member), RuleIds.MemberIsConditional, member.Name, condition, type.Name);
                }
            }
            else if (DisabledMembers(syntax, branch).Except(members.Select(member => member.Name)).ToArray() is { Length: > 0 } disabled)
            {
                Place place = Place.Of(type) with { Location = branch.Directive.GetLocation() };
                string names = string.Intern(string.Join("', '", disabled));
                yield return OwnedDiagnostic.At(place, RuleIds.MemberIsConditional, names, condition, type.Name);
            }
        }
    }

    // A branch that begins before the record, or ends after it, is a condition of the whole record.
    private static IEnumerable<Branch> BranchesOf(TypeDeclarationSyntax syntax)
    {
        var open = new Stack<BranchingDirectiveTriviaSyntax>();
        foreach (SyntaxNode directive in syntax.DescendantNodes(descendIntoTrivia: true).Where(node => node is DirectiveTriviaSyntax))
        {
            bool ends = directive is ElifDirectiveTriviaSyntax or ElseDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax;
            if (ends && open.Count > 0)
            {
                BranchingDirectiveTriviaSyntax start = open.Pop();
                yield return new Branch(start, TextSpan.FromBounds(start.Span.End, directive.SpanStart));
            }
            else if (ends)
            {
                continue;
            }

            if (directive is BranchingDirectiveTriviaSyntax next && directive.SpanStart > syntax.Identifier.SpanStart)
            {
                open.Push(next);
            }
        }
    }

    // Attributes and accessors may differ: what counts is the type and the name.
    private static bool IsWithin(IPropertySymbol member, TypeDeclarationSyntax syntax, Branch branch, CancellationToken cancellationToken)
    {
        SyntaxNode? declaration = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        (SyntaxNode? type, SyntaxToken name) = declaration switch
        {
            ParameterSyntax parameter => (parameter.Type, parameter.Identifier),
            PropertyDeclarationSyntax property => (property.Type, property.Identifier),
            _ => (null, default),
        };
        return type is not null
            && type.SyntaxTree == syntax.SyntaxTree
            && branch.Span.IntersectsWith(TextSpan.FromBounds(type.SpanStart, name.Span.End));
    }

    private static IEnumerable<string> DisabledMembers(TypeDeclarationSyntax syntax, Branch branch)
    {
        string text = syntax.SyntaxTree.GetText().ToString(branch.Span);
        var options = (CSharpParseOptions)syntax.SyntaxTree.Options;
        return syntax.ParameterList?.Span.Contains(branch.Span.Start) == true
            ? Parameters(text, options)
            : Properties(text, options);
    }

    private static IEnumerable<string> Parameters(string text, CSharpParseOptions options) =>
        SyntaxFactory.ParseParameterList($"({text.Trim().Trim(',')}\n)", options: options).Parameters
            .Where(parameter => parameter.Type is { IsMissing: false } && !parameter.Identifier.IsMissing)
            .Select(parameter => parameter.Identifier.ValueText);

    private static IEnumerable<string> Properties(string text, CSharpParseOptions options) =>
        SyntaxFactory.ParseCompilationUnit($"record R {{{text}\n}}", options: options).Members
            .OfType<TypeDeclarationSyntax>()
            .Take(1)
            .SelectMany(type => type.Members)
            .OfType<PropertyDeclarationSyntax>()
            .Where(IsSettable)
            .Select(property => property.Identifier.ValueText);

    private static bool IsSettable(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
        && property.AccessorList?.Accessors.Any(accessor => !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) == true;

    private sealed record Branch(BranchingDirectiveTriviaSyntax Directive, TextSpan Span);
}
