// Types that the compiler requires for language features and that netstandard2.0 lacks. The assemblies that the compiler and MSBuild load
// see them through InternalsVisibleTo, so that each is declared once.
namespace System.Runtime.CompilerServices
{
    /// <summary>Required for <c>init</c> accessors.</summary>
    static class IsExternalInit;

    /// <summary>Required for <c>required</c> members.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }

    /// <summary>Required for <c>required</c> members.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property)]
    sealed class RequiredMemberAttribute : Attribute;
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Required for the copy constructor of a record with <c>required</c> members.</summary>
    [AttributeUsage(AttributeTargets.Constructor)]
    sealed class SetsRequiredMembersAttribute : Attribute;
}
