using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers;

/// <summary>Reports what keeps an event's declaration from having a schema, and what in it others would misread (EVS1xxx).</summary>
static class DeclarationFindings
{
    /// <summary>What lies between events, and what their settings ask for.</summary>
    public static IEnumerable<OwnedDiagnostic> Of(IReadOnlyList<CheckedEvent> events)
    {
        ILookup<string, AnalyzedEvent> byType = events.Select(e => e.Event).ToLookup(e => e.Declaration.EventType, StringComparer.Ordinal);
        foreach (CheckedEvent @event in events)
        {
            foreach (OwnedDiagnostic finding in @event.Event.Findings.Concat(@event.Settings.IsOpenEdx ? PythonFindings.Of(@event.Event) : []))
            {
                yield return finding;
            }

            if (byType[@event.Event.Declaration.EventType].FirstOrDefault(other => other != @event.Event) is { } twin)
            {
                yield return OwnedDiagnostic.At(@event.Event.EventType, RuleIds.DuplicateEventType, @event.Event.Declaration.EventType, twin.Place.Name);
            }
        }
    }

    /// <summary>What lies within one event.</summary>
    public static IEnumerable<OwnedDiagnostic> OfReading(
        INamedTypeSymbol type,
        DeclarationReading reading,
        EventDeclaration declaration,
        IReadOnlyList<DeclarationProblem> problems,
        EventPlaces places,
        CancellationToken cancellationToken)
    {
        if (WhyNotPartialRecord(type, cancellationToken) is { } reason)
        {
            yield return OwnedDiagnostic.At(Place.Of(type), RuleIds.NotPartialRecord, type.Name, reason);
        }

        if (!EventTypeName.IsWellFormed(declaration.EventType))
        {
            yield return OwnedDiagnostic.At(places.OfArgument(null), RuleIds.MalformedEventType, declaration.EventType);
        }

        if (declaration.Attribute.Topic is { } topic && TopicName.WhyNot(topic) is { } malformed)
        {
            yield return OwnedDiagnostic.At(places.OfArgument(nameof(EventAttribute.Topic)), RuleIds.MalformedTopic, topic, malformed);
        }

        foreach (DeclarationProblem problem in problems)
        {
            yield return problem.Kind switch
            {
                DeclarationProblemKind.Key => OwnedDiagnostic.At(places.OfArgument(EventPlaces.KeyArgument), RuleIds.InvalidKey, problem.Message),
                DeclarationProblemKind.DuplicateTypeName => OwnedDiagnostic.At(places.Of(problem.Symbol), RuleIds.DuplicateTypeName, problem.Symbol.Name, problem.Message),
                DeclarationProblemKind.DuplicateFieldName => OwnedDiagnostic.At(places.Of(problem.Symbol), RuleIds.DuplicateFieldName, problem.Symbol.Name, problem.Message),
                _ => OwnedDiagnostic.At(places.Of(problem.Symbol), RuleIds.UnrepresentableMember, problem.Symbol.Name, problem.Message),
            };
        }

        foreach (INamedTypeSymbol record in Unmasked(type, reading))
        {
            yield return OwnedDiagnostic.At(Place.Of(record), RuleIds.PersonalDataShown, record.Name);
        }

        foreach ((IPropertySymbol property, MemberDeclaration member) in Members(reading, problems).Where(pair => IsOnlyInitialized(pair.Property, pair.Member, cancellationToken)))
        {
            yield return OwnedDiagnostic.At(places.Of(property), RuleIds.InitializerIsNoDefault, property.Name);
        }
    }

    // A record of another assembly is masked there, and one with a text of its own shows what it wants to.
    private static IEnumerable<INamedTypeSymbol> Unmasked(INamedTypeSymbol @event, DeclarationReading reading) => reading.Records
        .Where(record => record.Declaration.Members.Any(member => member.IsPersonalData))
        .Select(record => record.Symbol)
        .Where(symbol => SymbolEqualityComparer.Default.Equals(symbol.OwnOr(@event), symbol))
        .Where(symbol => !symbol.DeclaringSyntaxReferences.All(reference => TypeParts.IsPartial(reference.GetSyntax())))
        .Where(symbol => symbol.GetMembers(nameof(ToString)).Concat(symbol.GetMembers("PrintMembers")).All(method => method.IsImplicitlyDeclared));

    private static IEnumerable<(IPropertySymbol Property, MemberDeclaration Member)> Members(
        DeclarationReading reading, IReadOnlyList<DeclarationProblem> problems) => problems.Count > 0
        ? []
        : reading.Records.SelectMany(record => record.Members.Zip(record.Declaration.Members, (property, member) => (property, member)));

    // An obsolete member is kept for those who still read it, and a parameter's property starts with its argument.
    private static bool IsOnlyInitialized(IPropertySymbol property, MemberDeclaration member, CancellationToken cancellationToken) =>
        member.Fallback is null
        && property.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)).OfType<PropertyDeclarationSyntax>().FirstOrDefault()?.Initializer is { } initializer
        && !initializer.Value.IsKind(SyntaxKind.IdentifierName)
        && !initializer.Value.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        && !property.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && type.Is("System", nameof(ObsoleteAttribute)));

    private static string? WhyNotPartialRecord(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type is not { IsRecord: true, TypeKind: TypeKind.Class })
        {
            return "make it a record class";
        }

        if (type.IsGenericType)
        {
            return "it can't have type parameters";
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            bool isPartial = current.DeclaringSyntaxReferences.All(reference =>
                reference.GetSyntax(cancellationToken) is TypeDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));
            if (!isPartial)
            {
                return $"add the partial modifier to '{current.Name}'";
            }
        }

        return null;
    }
}
