namespace System.Runtime.CompilerServices;

/// <summary>What the compiler needs for <c>init</c> on a framework that lacks it.</summary>
static class IsExternalInit;
