using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EventSchemas.Analyzers;

/// <summary>Calls that give an event to the bus at once, whatever becomes of the database's transaction.</summary>
static class DirectPublish
{
    private const string Publish = "PublishAsync";
    private const string Enqueue = "EnqueueAsync";
    private const string PublishAll = "PublishAllAsync";
    private const string Suppress = "Suppress";

    /// <summary>Whether a method is one of a producer, a publisher or a queue.</summary>
    public static bool IsOne(IMethodSymbol method) => method.Name switch
    {
        Publish => Implements(method, IsPublisher),
        Enqueue => Implements(method, type => type.IsOurs(WellKnownNames.EventQueueInterface)),
        PublishAll => method.ContainingType.IsOurs(WellKnownNames.EventBatch),
        _ => false,
    };

    /// <summary>Whether a method publishes one event and gives a task.</summary>
    public static bool IsPublish(IMethodSymbol method) => method.Name == Publish && Implements(method, IsPublisher);

    /// <summary>The event that a call publishes.</summary>
    public static ITypeSymbol EventOf(IInvocationOperation publish) =>
        publish.TargetMethod.TypeArguments.FirstOrDefault() ?? publish.TargetMethod.Parameters[0].Type;

    /// <summary>Why the database may not have what the event says; null where nothing tells it.</summary>
    public static PublishRisk? RiskOf(IInvocationOperation publish, DatabaseTypes types)
    {
        IOperation function = OperationOrder.FunctionOf(publish);
        IOperation[] own = [.. OperationOrder.Own(function)];
        return InTransaction(publish, own, types) ?? BeforeSave(publish, own, types);
    }

    private static bool Implements(IMethodSymbol method, Func<INamedTypeSymbol, bool> isWanted)
    {
        INamedTypeSymbol type = method.ContainingType;
        return isWanted(type)
            || type.AllInterfaces.Where(isWanted).SelectMany(wanted => wanted.GetMembers(method.Name)).Any(member =>
                SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method.OriginalDefinition));
    }

    private static bool IsPublisher(INamedTypeSymbol type) =>
        type.IsOurs(WellKnownNames.EventProducerInterface, arity: 1) || type.IsOurs(WellKnownNames.EventPublisherInterface);

    // A change must be visible before the event: who reads rows, publishes them and marks them as sent has an outbox already.
    private static PublishRisk? InTransaction(IInvocationOperation publish, IOperation[] own, DatabaseTypes types)
    {
        IOperation? begin = own.LastOrDefault(one => one.Start() < publish.Start() && Begins(one) && IsOpenAt(one, publish));
        if (begin is null)
        {
            return null;
        }

        IOperation[] between = [.. own.Where(one => one.Start() > begin.Start() && one.Start() < publish.Start())];
        bool isScope = begin is IObjectCreationOperation;
        if (isScope ? IsSuppressed(begin) : between.Any(DatabaseTypes.IsEnd))
        {
            return null;
        }

        IOperation? context = ContextOf(begin, types) ?? own.OfType<IInvocationOperation>()
            .FirstOrDefault(one => types.IsSave(one) && IsInScope(one, publish))?.Instance;
        return between.Any(one => IsWork(one, context, types))
            ? new PublishRisk(begin.Syntax, "within a transaction", types.IsContext(context?.Type) ? context : null)
            : null;
    }

    private static PublishRisk? BeforeSave(IInvocationOperation publish, IOperation[] own, DatabaseTypes types)
    {
        foreach (IInvocationOperation save in own.OfType<IInvocationOperation>().Where(types.IsSave))
        {
            IOperation context = save.Instance!;
            IOperation[] before = [.. own.Where(one => one.Start() < publish.Start())];
            if (publish.RunsInto(save)
                && before.Any(one => types.IsChange(one, context))
                && !before.OfType<IInvocationOperation>()
                    .Any(one => types.IsSave(one) && one.Instance!.IsWrittenLike(context)))
            {
                return new PublishRisk(
                    save.Syntax,
                    $"before {context.Syntax}.{save.TargetMethod.Name}",
                    types.IsContext(context.Type) && IsInScope(save, publish) ? context : null);
            }
        }

        return null;
    }

    private static bool Begins(IOperation operation) => operation switch
    {
        IInvocationOperation call => DatabaseTypes.IsBegin(call),
        IObjectCreationOperation creation => DatabaseTypes.IsScope(creation.Type),
        _ => false,
    };

    // Whatever reaches the publish has passed the beginning, and hasn't left the block in which it is.
    private static bool IsOpenAt(IOperation begin, IOperation publish)
    {
        IOperation current = begin;
        while (current.Parent is { } parent)
        {
            if (parent is IUsingOperation @using && current == @using.Resources)
            {
                return publish.IsWithin(@using.Body);
            }

            if (parent is IBlockOperation)
            {
                return publish.IsWithin(parent);
            }

            if (parent is IConditionalOperation or ILoopOperation or ISwitchCaseOperation)
            {
                return false;
            }

            current = parent;
        }

        return false;
    }

    private static bool IsSuppressed(IOperation scope) => OperationOrder.Own(scope)
        .OfType<IFieldReferenceOperation>()
        .Any(option => option.Field.Name == Suppress);

    // context.Database.BeginTransaction(), as an extension or not.
    private static IOperation? ContextOf(IOperation begin, DatabaseTypes types)
    {
        IOperation? database = begin is IInvocationOperation call ? call.Instance ?? call.Arguments.FirstOrDefault()?.Value : null;
        return database is IPropertyReferenceOperation { Instance: { } context } && types.IsContext(context.Type) ? context : null;
    }

    // A local of the function may be declared after the publish.
    private static bool IsInScope(IInvocationOperation save, IOperation publish) =>
        save.Instance is not ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: > 0 } declarations }
        || declarations[0].Span.Start < publish.Start();

    // A statement that only calls something is there for what the call does.
    private static bool IsWork(IOperation operation, IOperation? context, DatabaseTypes types) =>
        (context is not null && types.IsChange(operation, context))
        || (operation is IInvocationOperation call
            && (types.IsSave(call)
                || (OperationOrder.StatementOf(call) is not null
                    && !IsOne(call.TargetMethod)
                    && !Begins(call)
                    && !IsBesides(call.TargetMethod))));

    // Logs, metrics, collections and checks of arguments write nothing to a database.
    private static bool IsBesides(IMethodSymbol method)
    {
        string @namespace = method.ContainingNamespace.ToDisplayString();
        return @namespace.StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal)
            || ((@namespace == "System" || @namespace.StartsWith("System.", StringComparison.Ordinal))
                && !@namespace.StartsWith("System.Data", StringComparison.Ordinal));
    }
}

/// <summary>Why the database may not have what a published event says.</summary>
/// <param name="Cause">What begins the transaction, or saves too late.</param>
/// <param name="Text">When the event is published, in words.</param>
/// <param name="Context">The context that the event could be published to; null where it isn't known.</param>
sealed record PublishRisk(SyntaxNode Cause, string Text, IOperation? Context);
