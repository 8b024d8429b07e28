using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EventSchemas.Analyzers;

/// <summary>Reports what keeps an event's declaration from having a schema, and what in it others would misread (EVS1xxx).</summary>
static class DeclarationFindings
{
    private const int MaxShown = 60;

    /// <summary>The findings of events, with those that depend on several events or on settings.</summary>
    public static IEnumerable<OwnedDiagnostic> Of(
        IReadOnlyList<(AnalyzedEvent Event, EventSettings Settings)> events, Func<ILookup<string, string>> referenced)
    {
        ILookup<string, AnalyzedEvent> byType =
            events.Select(item => item.Event).ToLookup(e => e.Declaration.EventType, StringComparer.OrdinalIgnoreCase);
        ILookup<string, string>? elsewhere = events.Count == 0 ? null : referenced();
        foreach ((AnalyzedEvent @event, EventSettings settings) in events)
        {
            foreach (OwnedDiagnostic finding in @event.Findings.Concat(HasPythonReaders(@event, settings) ? @event.PythonFindings : []))
            {
                yield return finding;
            }

            // The events of another team may be declared again by whoever reads them.
            AnalyzedEvent? twin = byType[@event.Declaration.EventType].FirstOrDefault(other => other != @event);
            string? other = twin?.Place.Name
                ?? (@event.Declaration.IsMirror ? null : elsewhere![@event.Declaration.EventType].FirstOrDefault());
            if (other is not null)
            {
                bool isSame = twin is null || twin.Declaration.EventType == @event.Declaration.EventType;
                yield return OwnedDiagnostic.At(
                    @event.EventType,
                    RuleIds.DuplicateEventType,
                    @event.Declaration.EventType,
                    other,
                    isSame ? "" : " in other capitals, which a file system may not tell apart");
            }
        }
    }

    private static bool HasPythonReaders(AnalyzedEvent @event, EventSettings settings) =>
        settings.IsOpenEdx && @event.Declaration.Conventions.PythonServicesRead;

    /// <summary>Invalid settings (EVS2008): at the events of the folder, or once where the project has them.</summary>
    public static IEnumerable<OwnedDiagnostic> OfSettings(IReadOnlyList<(AnalyzedEvent Event, EventSettings Settings)> events)
    {
        var reported = new HashSet<SettingProblem>();
        foreach ((AnalyzedEvent @event, EventSettings settings) in events)
        {
            foreach (SettingProblem problem in settings.Problems.Where(reported.Add))
            {
                yield return OwnedDiagnostic.At(@event.Place, RuleIds.SettingInvalid, problem.Name, problem.Value, problem.Expected);
            }
        }
    }

    /// <summary>The findings of one declaration.</summary>
    public static IEnumerable<OwnedDiagnostic> OfReading(
        INamedTypeSymbol type,
        DeclarationReading reading,
        EventDeclaration declaration,
        IReadOnlyList<DeclarationProblem> problems,
        EventPlaces places,
        CancellationToken cancellationToken)
    {
        string? advice = EventShape.Problem(type, cancellationToken);
        if (advice is not null)
        {
            yield return OwnedDiagnostic.At(Place.Of(type), RuleIds.NotPartialRecord, type.Name, advice);

            // What can't be an event has no schema for that reason alone.
            bool canBeEvent = type is { IsRecord: true, TypeKind: TypeKind.Class, IsGenericType: false };
            problems = canBeEvent ? problems : [.. problems.Where(problem => !SymbolEqualityComparer.Default.Equals(problem.Symbol, type))];
        }

        if (AttributeReader.FindSecondEvent(type) is { } second)
        {
            yield return OwnedDiagnostic.At(
                places.OfAttribute(second),
                RuleIds.TwoEventAttributes,
                type.Name,
                declaration.Conventions.Attribute,
                WellKnownNames.Short(second.AttributeClass!.Name));
        }

        if (EventTypeName.Problem(declaration.Attribute) is { } notEventType)
        {
            yield return OwnedDiagnostic.At(
                places.OfArgument(null), RuleIds.MalformedEventType, Shown(declaration.EventType), notEventType);
        }

        if (declaration.Attribute.Topic is { } topic && TopicName.Problem(topic) is { } malformed)
        {
            yield return OwnedDiagnostic.At(places.OfArgument(nameof(EventAttribute.Topic)), RuleIds.MalformedTopic, topic, malformed);
        }

        foreach (UnknownValue unknown in AttributeReader.FindEvent(type) is { } attribute ? AttributeReader.UnknownValues(attribute) : [])
        {
            int last = unknown.Known.Count - 1;
            string expected = $"{string.Join(", ", unknown.Known.Take(last))} or {unknown.Known[last]}";
            yield return OwnedDiagnostic.At(
                places.OfArgument(unknown.Argument), RuleIds.SettingInvalid, unknown.Argument, unknown.Value, expected);
        }

        if (!declaration.HasProducerInterface)
        {
            string taken = GeneratedNames.ProducerInterface(declaration.Name);
            yield return OwnedDiagnostic.At(Place.Of(type), RuleIds.StubNameTaken, type.Name, taken);
        }

        // What the event's own type can't be is said once.
        bool isSaid = advice is not null;
        IEnumerable<DeclarationProblem> own =
            problems.Where(one => !isSaid || !SymbolEqualityComparer.Default.Equals(one.Symbol, type));
        foreach (DeclarationProblem problem in own.Where(problem => problem.Kind != DeclarationProblemKind.OfCompiler))
        {
            yield return problem.Kind switch
            {
                DeclarationProblemKind.Key => OwnedDiagnostic.With(
                    DeclarationProperties.NearestKey,
                    KeyResolution.Nearest(declaration.Attribute.KeyPath!, declaration),
                    places.OfArgument(EventPlaces.KeyArgument),
                    RuleIds.InvalidKey,
                    declaration.Attribute.KeyPath,
                    problem.Message),
                DeclarationProblemKind.Default or DeclarationProblemKind.WhenMissing => OwnedDiagnostic.At(
                    places.OfDefault((IPropertySymbol)problem.Symbol, problem.Kind),
                    RuleIds.InvalidDefault,
                    problem.Symbol.Name,
                    problem.Message),
                DeclarationProblemKind.DuplicateTypeName =>
                    OwnedDiagnostic.At(places.Of(problem.Symbol), RuleIds.DuplicateTypeName, problem.Symbol.Name, problem.Message),
                DeclarationProblemKind.DuplicateFieldName =>
                    OwnedDiagnostic.At(places.Of(problem.Symbol), RuleIds.DuplicateFieldName, problem.Symbol.Name, problem.Message),
                DeclarationProblemKind.TextForm => OfTextForm(places.OfTextForm((IPropertySymbol)problem.Symbol), problem.Message),
                _ => OwnedDiagnostic.At(places.Of(problem.Symbol), RuleIds.UnrepresentableMember, problem.Symbol.Name, problem.Message),
            };
        }

        // The key of another team's event is theirs to choose.
        if (declaration is { Key.IsPersonalData: true, IsMirror: false })
        {
            yield return OwnedDiagnostic.At(
                places.OfArgument(EventPlaces.KeyArgument), RuleIds.KeyIsPersonalData, declaration.Attribute.KeyPath);
        }

        if (type is { IsRecord: true, IsAbstract: false } && type.OurAttribute(WellKnownNames.AvroUnionAttribute) is { } union)
        {
            yield return OwnedDiagnostic.At(places.OfAttribute(union), RuleIds.UnionOnEvent, type.Name);
        }

        foreach (INamedTypeSymbol record in Unmasked(type, reading))
        {
            string way = MaskedRecordReader.HasOtherPrintMembers(record)
                ? "rename its member PrintMembers, which keeps the generator from masking it, or override ToString"
                : "make it partial, and the generator masks it";
            yield return OwnedDiagnostic.At(Place.Of(record), RuleIds.PersonalDataShown, record.Name, way);
        }

        if (advice is null && problems.Count == 0 && declaration.Records[0].Members.Count == 0)
        {
            yield return OwnedDiagnostic.At(Place.Of(type), RuleIds.EventIsEmpty, type.Name);
        }

        foreach ((ISymbol member, string reason) in reading.Records.SelectMany(record => StayingMembers.Of(record, type)))
        {
            yield return OwnedDiagnostic.At(Place.Of(member), RuleIds.MemberStaysBehind, member.Name, reason);
        }

        foreach ((IPropertySymbol property, MemberDeclaration member) in Members(reading, problems))
        {
            if (IsOnlyInitialized(property, member, cancellationToken))
            {
                yield return OwnedDiagnostic.At(places.Of(property), RuleIds.InitializerIsNotDefault, property.Name);
            }
        }
    }

    // What nobody sees in a text, a tab for example, is written as C# has it.
    private static string Shown(string text) =>
        SymbolDisplay.FormatLiteral(text.Length <= MaxShown ? text : text.Substring(0, MaxShown) + "…", quote: false);

    private static OwnedDiagnostic OfTextForm(Place place, string message) =>
        OwnedDiagnostic.At(place, RuleIds.UnrepresentableMember, place.Name, message);

    // The record that declares a member prints it. One of another assembly is masked there, and a record with its own ToString decides
    // what it shows.
    private static IEnumerable<INamedTypeSymbol> Unmasked(INamedTypeSymbol @event, DeclarationReading reading) => reading.Records
        .SelectMany(record => record.Members
            .Where(property => record.Declaration.Members.Any(member =>
                member.IsPersonalData && member.Name == TypeNames.Escape(property.Name)))
            .Select(property => property.ContainingType.OriginalDefinition))
        .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
        .Where(symbol => SymbolEqualityComparer.Default.Equals(symbol.OwnOr(@event), symbol))
        .Where(symbol => !symbol.DeclaringSyntaxReferences.All(reference => TypeParts.IsPartial(reference.GetSyntax()))
            || MaskedRecordReader.HasOtherPrintMembers(symbol))
        .Where(symbol => symbol.GetMembers(nameof(ToString)).All(method => method.IsImplicitlyDeclared))
        .Where(symbol => symbol.GetMembers(MaskedRecordReader.PrintMembers)
            .All(member => member.IsImplicitlyDeclared || member is not IMethodSymbol));

    private static IEnumerable<(IPropertySymbol Property, MemberDeclaration Member)> Members(
        DeclarationReading reading, IReadOnlyList<DeclarationProblem> problems) => problems.Count > 0
        ? []
        : reading.Records.SelectMany(record => record.Members.Zip(record.Declaration.Members, (property, member) => (property, member)));

    // What a constructor takes for the property is its argument, however the initializer changes it.
    private static bool IsParameter(IPropertySymbol property) => property.ContainingType.InstanceConstructors
        .SelectMany(constructor => constructor.Parameters)
        .Any(parameter => parameter.Name == property.Name);

    // An obsolete member is kept for those who still read it, and a parameter's property starts with its argument.
    private static bool IsOnlyInitialized(IPropertySymbol property, MemberDeclaration member, CancellationToken cancellationToken) =>
        member.Fallback is null
        && property.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellationToken))
            .OfType<PropertyDeclarationSyntax>()
            .FirstOrDefault()?.Initializer is { } initializer
        && !initializer.Value.IsKind(SyntaxKind.IdentifierName)
        && !initializer.Value.IsKind(SyntaxKind.SuppressNullableWarningExpression)
        && !IsParameter(property)
        && !property.GetAttributes()
            .Any(attribute => attribute.AttributeClass is { } type && type.Is("System", nameof(ObsoleteAttribute)));
}

/// <summary>Kafka's rules for the name of a topic.</summary>
static class TopicName
{
    private const int MaxLength = 249;

    /// <summary>What is wrong with a name, as the end of a sentence; null where it is valid.</summary>
    public static string? Problem(string topic) =>
        topic.Length > MaxLength ? $"it has {topic.Length} characters, and Kafka takes {MaxLength} at most: shorten it"
        : topic is "." or ".." ? "Kafka takes no topic of dots alone: write a name"
        : topic.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-') ? null
        : "write only letters, digits, '.', '_' and '-', as Kafka demands";
}
