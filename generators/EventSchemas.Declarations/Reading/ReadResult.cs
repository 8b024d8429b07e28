using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>The result of reading, or the reason why it failed. All reading failures have this form.</summary>
readonly struct ReadResult<T>
    where T : class
{
    private ReadResult(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>The result; null if reading failed.</summary>
    public T? Value { get; }

    /// <summary>The reason for the failure; null if reading succeeded.</summary>
    public Refusal? Refusal { get; }

    public static implicit operator ReadResult<T>(T value) => new(value, null);

    public static implicit operator ReadResult<T>(Refusal refusal) => new(null, refusal);

    /// <summary>The result of a function of the value, or the same refusal.</summary>
    public ReadResult<TOther> Then<TOther>(Func<T, ReadResult<TOther>> next)
        where TOther : class =>
        Value is { } value ? next(value) : Refusal!;
}

/// <summary>Why something can't be read.</summary>
/// <param name="Message">What is wrong and what to do, as the end of a sentence.</param>
/// <param name="Kind">What kind of problem it is.</param>
sealed record Refusal(string Message, DeclarationProblemKind Kind = DeclarationProblemKind.Unrepresentable)
{
    /// <summary>The compiler reports the reason itself.</summary>
    public static Refusal OfCompiler { get; } = new("", DeclarationProblemKind.OfCompiler);
}

/// <summary>A problem of a declaration, for the analyzers to report. It holds a symbol and so never enters a cached model.</summary>
/// <param name="Kind">What kind of problem it is.</param>
/// <param name="Symbol">The member or type that it is about.</param>
/// <param name="Message">What is wrong and what to do, as the end of a sentence.</param>
sealed record DeclarationProblem(DeclarationProblemKind Kind, ISymbol Symbol, string Message);

/// <summary>What can be wrong with a declaration so that it has no schema, or no key.</summary>
enum DeclarationProblemKind
{
    /// <summary>A member, or a record, can't be represented in a schema.</summary>
    Unrepresentable,

    /// <summary>Two types of the event have the same name in its schema.</summary>
    DuplicateTypeName,

    /// <summary>Two members of a record have the same name in its schema.</summary>
    DuplicateFieldName,

    /// <summary>The key path doesn't end at a plain value.</summary>
    Key,

    /// <summary>A default isn't a value of its member.</summary>
    Default,

    /// <summary>The value for data that lacks a member isn't one of the member.</summary>
    WhenMissing,

    /// <summary>The form that the type of a member declares for its texts is wrong.</summary>
    TextForm,

    /// <summary>The compiler reports an error that keeps it from being read, so nobody else does.</summary>
    OfCompiler,
}
