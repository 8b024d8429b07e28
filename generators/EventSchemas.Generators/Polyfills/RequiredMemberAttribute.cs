namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for <c>required</c> on a framework that lacks it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property)]
sealed class RequiredMemberAttribute : Attribute;
