namespace EventSchemas;

/// <summary>Types as a person writes them in C#.</summary>
static class TypeText
{
    /// <summary>For example <c>MaybeKey&lt;CourseKey&gt;</c>, where reflection says <c>MaybeKey`1</c>.</summary>
    public static string Of(Type type)
    {
        int arity = type.Name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? type.Name : $"{type.Name[..arity]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
