namespace EventSchemas.TestKit;

/// <summary>Decisions that were drawn before; when they run out, every decision is the first and simplest alternative.</summary>
public sealed class Choices(byte[] drawn)
{
    private int _position;

    /// <summary>A number below a bound.</summary>
    public int Next(int bound) => _position < drawn.Length ? drawn[_position++] % bound : 0;

    /// <summary>Yes, once in so many times.</summary>
    public bool Rarely(int times) => Next(times) == times - 1;

    public T Of<T>(params T[] alternatives) => alternatives[Next(alternatives.Length)];
}
