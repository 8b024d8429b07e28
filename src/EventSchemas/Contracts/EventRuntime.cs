using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace EventSchemas;

/// <summary>
/// The runtime as generated code sees it. The generator and the runtime of an application may come from different versions:
/// a library keeps the code that was generated when it was built, and the application chooses the runtime.
/// </summary>
/// <remarks>
/// An older library runs on every newer runtime of the same major version. The other direction is checked: generated code names
/// the lowest level that it needs. The level rises when generated code starts to use a member that earlier runtimes don't have.
/// </remarks>
public static class EventRuntime
{
    /// <summary>The level of this runtime.</summary>
    // Not a constant: a constant would become part of the assemblies that were compiled against it.
    public static int Level => 4;

    /// <summary>
    /// Rejects code that was generated for a newer runtime. Generated code calls it first, in methods that need nothing else of the
    /// runtime.
    /// </summary>
    /// <param name="level">The lowest level that the generated code needs.</param>
    /// <param name="eventType">The event that the code was generated for.</param>
    /// <exception cref="EventRuntimeTooOldException">This runtime's <see cref="Level"/> is lower.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Require(int level, string eventType)
    {
        if (level > Level)
        {
            Refuse(level, eventType);
        }
    }

    // Apart from the check, so that the check is inlined, where it costs nothing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Refuse(int level, string eventType) => throw new EventRuntimeTooOldException(eventType, level);
}
