namespace EventSchemas.TestKit;

/// <summary>Replays random decisions. When they run out, every decision is the first and simplest alternative.</summary>
public sealed class Choices(byte[] decisions)
{
    private int _position;

    /// <summary>A number below a bound.</summary>
    public int Next(int bound) => _position < decisions.Length ? decisions[_position++] % bound : 0;

    /// <summary>True once in the given number of times.</summary>
    public bool Rarely(int times) => Next(times) == times - 1;

    public T Of<T>(params T[] alternatives) => alternatives[Next(alternatives.Length)];
}
