using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// Where a fault of EventSchemas itself stops: what is thrown for one declaration is a finding about it, and the others go on.
/// </summary>
static class FaultBoundary
{
    /// <summary>Whether an exception is a fault; what was cancelled isn't.</summary>
    public static bool IsFault(Exception exception) => exception is not OperationCanceledException;

    /// <summary>The arguments of the diagnostic: the declaration, the exception's type and its message in one line.</summary>
    public static EquatableArray<string> Arguments(string name, Exception exception) => new[]
    {
        name,
        exception.GetType().Name,
        string.Join(" ", exception.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
    }.ToEquatableArray();

    /// <summary>The finding about a type.</summary>
    public static SourceProblem Problem(INamedTypeSymbol type, Exception exception) =>
        new(RuleIds.InternalError, type.ToMetadataName(), Arguments(type.Name, exception));
}
