using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers;

/// <summary>
/// The use of events in a file, from its syntax only; kept for each tree, so that after an edit only one file is read again. Generated
/// code about handlers is left out, because it names all of them.
/// </summary>
sealed class UsageSyntax
{
    private const string AddConsumerGroup = "AddConsumerGroup";
    private const string GeneratedFile = WellKnownNames.DiscoveredHandlers + ".g.cs";

    private static readonly ConditionalWeakTable<SyntaxTree, UsageSyntax> Known = new();

    private UsageSyntax()
    {
    }

    /// <summary>The names of types that an attribute makes look like an event.</summary>
    public HashSet<string> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of classes that have a base list.</summary>
    public HashSet<string> Classes { get; } = new(StringComparer.Ordinal);

    /// <summary>The names in type arguments of calls and in <c>typeof</c>.</summary>
    public HashSet<string> NamesInCalls { get; } = new(StringComparer.Ordinal);

    /// <summary>The names that using directives give to types.</summary>
    public HashSet<string> Aliases { get; } = new(StringComparer.Ordinal);

    public bool AddsConsumerGroup { get; private set; }

    public bool AddsDiscoveredHandlers { get; private set; }

    public static UsageSyntax Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Known.GetValue(tree, t => Read(t, cancellationToken));

    private static UsageSyntax Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var usage = new UsageSyntax();
        if (!tree.FilePath.EndsWith(GeneratedFile, StringComparison.Ordinal))
        {
            foreach (SyntaxNode node in tree.GetRoot(cancellationToken).DescendantNodes())
            {
                usage.Add(node);
            }
        }

        return usage;
    }

    private void Add(SyntaxNode node)
    {
        switch (node)
        {
            case TypeDeclarationSyntax type:
                AddType(type);
                break;
            case AttributeSyntax { Parent.Parent: TypeDeclarationSyntax type } attribute when LooksLikeEvent(attribute.Name):
                Events.Add(type.Identifier.ValueText);
                break;
            case InvocationExpressionSyntax invocation:
                AddCall(invocation.Expression);
                break;
            case TypeOfExpressionSyntax of:
                AddNames(of.Type);
                break;
            case UsingDirectiveSyntax { Alias: { } alias }:
                Aliases.Add(alias.Name.Identifier.ValueText);
                break;
        }
    }

    private void AddType(TypeDeclarationSyntax type)
    {
        if (type is { BaseList: not null } and (ClassDeclarationSyntax or RecordDeclarationSyntax))
        {
            Classes.Add(type.Identifier.ValueText);
        }
    }

    private void AddCall(ExpressionSyntax called)
    {
        SimpleNameSyntax? name = called switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        AddsConsumerGroup |= name?.Identifier.ValueText == AddConsumerGroup;
        AddsDiscoveredHandlers |= name?.Identifier.ValueText == WellKnownNames.AddDiscoveredHandlers;
        if (name is GenericNameSyntax generic)
        {
            AddNames(generic.TypeArgumentList);
        }
    }

    private void AddNames(SyntaxNode node) =>
        NamesInCalls.UnionWith(node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText));

    private static bool LooksLikeEvent(NameSyntax name) =>
        name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault() is { } last
        && WellKnownNames.IsEventAttribute(last.Identifier.ValueText);
}
