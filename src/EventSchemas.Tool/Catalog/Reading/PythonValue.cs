namespace EventSchemas.Tool;

/// <summary>A value of Python settings: a dictionary, a text, a boolean, or an expression that only Python can answer.</summary>
sealed record PythonValue
{
    public static PythonValue True { get; } = new() { Boolean = true };

    public static PythonValue False { get; } = new() { Boolean = false };

    public static PythonValue None { get; } = new();

    /// <summary>The entries of a dictionary.</summary>
    public IReadOnlyList<PythonEntry>? Entries { get; private init; }

    public string? Text { get; private init; }

    public bool? Boolean { get; private init; }

    /// <summary>The text of an expression.</summary>
    public string? Expression { get; private init; }

    /// <summary>The line of an expression.</summary>
    public int? Line { get; private init; }

    public static PythonValue OfMap(IReadOnlyList<PythonEntry> entries) => new() { Entries = entries };

    public static PythonValue OfText(string text) => new() { Text = text };

    public static PythonValue OfExpression(string text, int? line) => new() { Expression = text, Line = line };
}

/// <summary>An entry of a dictionary.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value.</param>
/// <param name="Line">The line of the key; null where it isn't known.</param>
sealed record PythonEntry(string Key, PythonValue Value, int? Line);

/// <summary>Settings aren't as they should be.</summary>
/// <param name="message">What is wrong, as the middle of a sentence.</param>
/// <param name="line">The line.</param>
sealed class PythonSyntaxException(string message, int? line) : Exception(message)
{
    /// <summary>The line; null where it isn't known.</summary>
    public int? Line => line;
}
