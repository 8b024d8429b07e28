using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EventSchemas.Analyzers;

/// <summary>What a compilation knows of EF Core, and what calls of it do.</summary>
/// <param name="context"><c>DbContext</c>.</param>
/// <param name="set"><c>DbSet</c>.</param>
/// <param name="publishing">The class of the methods that publish to a context; null where the outbox isn't referenced.</param>
sealed class DatabaseTypes(INamedTypeSymbol context, INamedTypeSymbol? set, INamedTypeSymbol? publishing)
{
    private const string Namespace = "Microsoft.EntityFrameworkCore";
    private const string DbSet = "DbSet";

    /// <summary>Whether events can be published to a context.</summary>
    public bool HasOutbox => publishing is not null;

    /// <summary>The types; null where a compilation doesn't reference EF Core.</summary>
    public static DatabaseTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName($"{Namespace}.DbContext") is { } context
            ? new DatabaseTypes(
                context,
                compilation.GetTypeByMetadataName($"{Namespace}.{DbSet}`1"),
                compilation.GetTypeByMetadataName($"{Namespace}.EventDbContextExtensions"))
            : null;

    /// <summary>Whether a type is a context of EF Core.</summary>
    public bool IsContext(ITypeSymbol? type) => Derives(type, context);

    /// <summary>Whether a type is a set of a context.</summary>
    public bool IsSet(ITypeSymbol? type) => Derives(type, set);

    /// <summary>Whether a method is declared by <c>DbContext</c> itself.</summary>
    public bool IsOfContext(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType, context);

    /// <summary>Whether a method publishes to a context.</summary>
    public bool IsPublishToContext(IMethodSymbol method) =>
        method.Name is "Publish" or "PublishAsync" && SymbolEqualityComparer.Default.Equals(method.ContainingType, publishing);

    /// <summary>Whether a call saves a context, or what stands for one: an interface with its sets.</summary>
    public bool IsSave(IInvocationOperation call) =>
        call.TargetMethod.Name is "SaveChanges" or "SaveChangesAsync"
        && call.Instance?.Type is { } type
        && (IsContext(type) || Entities(type).Any());

    /// <summary>Whether a call begins a transaction.</summary>
    public static bool IsBegin(IInvocationOperation call) =>
        call.TargetMethod.Name is "BeginTransaction" or "BeginTransactionAsync"
        && (IsIn(call.TargetMethod.ContainingType, Namespace) || IsConnection(call.TargetMethod.ContainingType));

    /// <summary>Whether an operation ends a transaction that <see cref="IsBegin"/> began.</summary>
    public static bool IsEnd(IOperation operation) => operation is IInvocationOperation
    {
        TargetMethod.Name: "Commit" or "CommitAsync" or "Rollback" or "RollbackAsync" or "CommitTransaction" or "CommitTransactionAsync"
            or "RollbackTransaction" or "RollbackTransactionAsync",
    };

    /// <summary>Whether a type is <c>TransactionScope</c>.</summary>
    public static bool IsScope(ITypeSymbol? type) => type is { Name: "TransactionScope" } && IsIn(type, "System.Transactions");

    /// <summary>Whether an operation changes what a context writes: it adds or removes rows, or edits an entity.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="saved">The context, as it is written where it is saved.</param>
    public bool IsChange(IOperation operation, IOperation saved) => operation switch
    {
        IInvocationOperation { Instance: { } instance } call when IsChangeOfSet(call.TargetMethod.Name)
            && (IsContext(call.TargetMethod.ContainingType) || IsSet(call.TargetMethod.ContainingType)) =>
            OwnerOf(instance).IsWrittenLike(saved),
        IInvocationOperation { Instance.Type: { } entity } call => IsCommand(call.TargetMethod) && IsEntity(entity, saved.Type),
        IAssignmentOperation { Target: IPropertyReferenceOperation { Instance.Type: { } entity } } => IsEntity(entity, saved.Type),
        IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation { Instance.Type: { } entity } } =>
            IsEntity(entity, saved.Type),
        _ => false,
    };

    // The context of context.Orders and context.Set<Order>().
    private IOperation OwnerOf(IOperation operation) => operation switch
    {
        IPropertyReferenceOperation { Instance: { } owner } when IsSet(operation.Type) => owner,
        IInvocationOperation { Instance: { } owner } when IsSet(operation.Type) => owner,
        _ => operation,
    };

    // A method that gives a value may only look.
    private static bool IsCommand(IMethodSymbol method) =>
        method.ReturnsVoid || method.ReturnType is INamedTypeSymbol { Name: nameof(Task) or "ValueTask", Arity: 0 };

    private static bool IsChangeOfSet(string name) =>
        name.StartsWith("Add", StringComparison.Ordinal)
        || name.StartsWith("Update", StringComparison.Ordinal)
        || name.StartsWith("Remove", StringComparison.Ordinal)
        || name.StartsWith("Attach", StringComparison.Ordinal);

    private bool IsEntity(ITypeSymbol type, ITypeSymbol? contextType) =>
        contextType is not null && Entities(contextType).Any(entity => SymbolEqualityComparer.Default.Equals(entity, type));

    private IEnumerable<ITypeSymbol> Entities(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (IPropertySymbol property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property.Type is INamedTypeSymbol { Name: DbSet, TypeArguments.Length: 1 } rows && Derives(rows, set))
                {
                    yield return rows.TypeArguments[0];
                }
            }
        }
    }

    private static bool IsConnection(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "DbConnection" or "IDbConnection" } && IsIn(type, "System.Data"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIn(ITypeSymbol type, string @namespace)
    {
        string name = type.ContainingNamespace.ToDisplayString();
        return name == @namespace || name.StartsWith(@namespace + ".", StringComparison.Ordinal);
    }

    private static bool Derives(ITypeSymbol? type, INamedTypeSymbol? ancestor)
    {
        for (; type is not null && ancestor is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, ancestor))
            {
                return true;
            }
        }

        return false;
    }
}
