namespace EventSchemas.Tool;

/// <summary>A type as a manifest names it: <c>Acme.Page&lt;Acme.User&gt;</c>, <c>System.Byte[]</c>.</summary>
/// <param name="Name">Its name without arguments; <c>[]</c> for an array.</param>
/// <param name="Arguments">Its type arguments; of an array its items.</param>
sealed record CSharpType(string Name, IReadOnlyList<CSharpType> Arguments)
{
    /// <summary>The name of a value type that can be null.</summary>
    public const string Nullable = "System.Nullable";

    private const string Array = "[]";
    private const int MaxDepth = 32;

    /// <summary>Whether it is an array.</summary>
    public bool IsArray => Name == Array;

    /// <summary>The type as a text.</summary>
    public string Text => IsArray ? Arguments[0].Text + Array
        : Arguments.Count == 0 ? Name
        : $"{Name}<{string.Join(", ", Arguments.Select(argument => argument.Text))}>";

    /// <summary>The type of a text; null where it isn't one.</summary>
    public static CSharpType? Parse(string text)
    {
        int position = 0;
        return Parse(text, ref position, depth: 0) is { } type && position == text.Length ? type : null;
    }

    private static CSharpType? Parse(string text, ref int position, int depth)
    {
        int end = text.AsSpan(position).IndexOfAny('<', '>', ',') is >= 0 and int index ? position + index : text.Length;
        string name = text[position..end].Trim();
        int arrays = 0;
        while (name.EndsWith(Array, StringComparison.Ordinal))
        {
            name = name[..^Array.Length];
            arrays++;
        }

        position = end;
        var arguments = new List<CSharpType>();
        if (depth > MaxDepth || (position < text.Length && text[position] == '<' && !TryParse(text, ref position, depth, arguments)))
        {
            return null;
        }

        while (text.AsSpan(position).StartsWith(Array, StringComparison.Ordinal))
        {
            position += Array.Length;
            arrays++;
        }

        return Enumerable.Range(0, arrays).Aggregate(new CSharpType(name, arguments), (item, _) => new CSharpType(Array, [item]));
    }

    private static bool TryParse(string text, ref int position, int depth, List<CSharpType> arguments)
    {
        do
        {
            position++;
            if (Parse(text, ref position, depth + 1) is not { } argument)
            {
                return false;
            }

            arguments.Add(argument);
        }
        while (position < text.Length && text[position] == ',');
        if (position >= text.Length || text[position] != '>')
        {
            return false;
        }

        position++;
        return true;
    }
}
