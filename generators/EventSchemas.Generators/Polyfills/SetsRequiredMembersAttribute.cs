namespace System.Diagnostics.CodeAnalysis;

/// <summary>What the compiler needs for the copy constructor of a record with <c>required</c> members on a framework that lacks it.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
sealed class SetsRequiredMembersAttribute : Attribute;
