namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for <c>required</c> on a framework that lacks it.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
