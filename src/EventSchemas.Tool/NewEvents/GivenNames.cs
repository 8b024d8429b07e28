using EventSchemas.Declarations;
using Microsoft.CodeAnalysis.CSharp;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary>Refuses names that the compiler would refuse in the code that is written with them.</summary>
static class GivenNames
{
    /// <summary>Checks an event type by the rule of the generator.</summary>
    /// <exception cref="ToolException">It can't be one.</exception>
    public static void CheckEventType(string eventType, Conventions conventions)
    {
        if (EventTypeName.Problem(eventType, conventions) is { } problem)
        {
            throw new ToolException($"'{Printable.Of(eventType)}' can't be an event type: {problem}.", ExitCode.Usage);
        }
    }

    /// <summary>Checks the name of an event's record, after which its file is named.</summary>
    /// <param name="name">The name.</param>
    /// <param name="eventType">The event type that it was made of; null where it was given.</param>
    /// <exception cref="ToolException">It isn't a name in C#.</exception>
    public static void CheckRecord(string name, string? eventType)
    {
        if (IsIdentifier(name) && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None)
        {
            return;
        }

        throw new ToolException(
            eventType is null
                ? $"'{Printable.Of(name)}' can't be the name of a record: write an identifier of C#, such as OrderPlaced."
                : $"No name of a record can be made of '{Printable.Of(eventType)}': use letters and digits after its organization, as in "
                    + "com.acme.order.placed.v1.",
            ExitCode.Usage);
    }

    /// <summary>Checks a namespace.</summary>
    /// <exception cref="ToolException">It isn't a namespace in C#.</exception>
    public static void CheckNamespace(string name)
    {
        if (!name.Split('.').All(IsIdentifier))
        {
            throw new ToolException(
                $"'{Printable.Of(name)}' can't be a namespace: write identifiers of C# with dots between them, such as Acme.Orders.",
                ExitCode.Usage);
        }
    }

    private static bool IsIdentifier(string text) =>
        SyntaxFacts.IsValidIdentifier(text) && SyntaxFacts.GetKeywordKind(text) == SyntaxKind.None;
}
