namespace EventSchemas.Generators;

static class GeneratorVersion
{
    /// <summary>What every generated type carries.</summary>
    public static string Attribute { get; } =
        $"[global::System.CodeDom.Compiler.GeneratedCode(\"EventSchemas.Generators\", \"{typeof(GeneratorVersion).Assembly.GetName().Version.ToString(3)}\")]";
}
