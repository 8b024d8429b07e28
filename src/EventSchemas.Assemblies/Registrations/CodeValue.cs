using System.Reflection.Metadata;

namespace EventSchemas.Assemblies;

/// <summary>What is known of a value that code works with.</summary>
abstract record CodeValue
{
    /// <summary>Nothing is known.</summary>
    public static CodeValue Unknown { get; } = new NotKnown();

    /// <summary>A field in which the compiler keeps a delegate that it makes when it is first needed.</summary>
    public static CodeValue Cached { get; } = new NotMadeYet();

    /// <summary>Null.</summary>
    public static CodeValue Null { get; } = new NothingAtAll();

    /// <summary>What is known where two ways through the code meet.</summary>
    public static CodeValue Merge(CodeValue one, CodeValue other) =>
        one == other ? one
        : one is NotMadeYet ? other
        : other is NotMadeYet ? one
        : Unknown;

    private sealed record NotKnown : CodeValue;

    private sealed record NotMadeYet : CodeValue;

    private sealed record NothingAtAll : CodeValue;
}

/// <summary>A constant text.</summary>
sealed record ConstantText(string Text) : CodeValue;

/// <summary>A method, or a delegate of it.</summary>
sealed record FunctionValue(CompiledModule Module, MethodDefinitionHandle Method) : CodeValue;
