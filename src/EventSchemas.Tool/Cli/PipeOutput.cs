using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EventSchemas.Tool;

/// <summary>
/// The standard output into a pipe. The console of .NET goes on silently when nobody reads it any more; this one ends.
/// </summary>
sealed class PipeOutput(Stream output) : Stream
{
    private const nint StandardOutput = 1;

    // The same number on Linux and macOS.
    private const int BrokenPipe = 32;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The writer of the process's standard output.</summary>
    public static TextWriter OfProcess()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.Out;
        }

        var output = new FileStream(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);

        // A file has a position that the processes that write to it share, and a stream would have one of its own.
        return output.CanSeek
            ? Console.Out
            : new StreamWriter(new PipeOutput(output), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
    }

    /// <exception cref="OutputClosedException">Nobody reads it any more.</exception>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="OutputClosedException">Nobody reads it any more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            output.Write(buffer);
        }
        catch (IOException e) when (e.HResult == BrokenPipe)
        {
            throw new OutputClosedException(e);
        }
    }

    public override void Flush() => output.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Nobody reads the output any more, as after <c>| head</c>.</summary>
/// <param name="innerException">The failed write.</param>
sealed class OutputClosedException(IOException innerException) : Exception("Nobody reads the output any more.", innerException);
