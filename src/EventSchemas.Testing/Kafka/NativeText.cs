using System.Runtime.InteropServices.Marshalling;

namespace EventSchemas.Testing;

/// <summary>A text in native memory, for the time of a call.</summary>
/// <param name="text">The text.</param>
readonly unsafe ref struct NativeText(string text) : IDisposable
{
    public byte* Pointer { get; } = Utf8StringMarshaller.ConvertToUnmanaged(text);

    public void Dispose() => Utf8StringMarshaller.Free(Pointer);
}
