namespace EventSchemas.OpenEdx.Tests;

/// <summary>A key type, for tests that run with all of them.</summary>
abstract class KeyType
{
    public static IReadOnlyDictionary<string, KeyType> All { get; } = new Dictionary<string, KeyType>
    {
        [nameof(CourseKey)] = new Of<CourseKey>(CourseKey.Parse, CourseKey.TryParse),
        [nameof(UsageKey)] = new Of<UsageKey>(UsageKey.Parse, UsageKey.TryParse),
        [nameof(LibraryLocatorV2)] = new Of<LibraryLocatorV2>(LibraryLocatorV2.Parse, LibraryLocatorV2.TryParse),
        [nameof(LibraryUsageLocatorV2)] = new Of<LibraryUsageLocatorV2>(LibraryUsageLocatorV2.Parse, LibraryUsageLocatorV2.TryParse),
        [nameof(LibraryCollectionLocator)] = new Of<LibraryCollectionLocator>(
            LibraryCollectionLocator.Parse, LibraryCollectionLocator.TryParse),
        [nameof(LibraryContainerLocator)] = new Of<LibraryContainerLocator>(
            LibraryContainerLocator.Parse, LibraryContainerLocator.TryParse),
        [nameof(CcxLocator)] = new Of<CcxLocator>(CcxLocator.Parse, CcxLocator.TryParse),
    };

    /// <summary>
    /// Parses a text with every method and returns whether it is valid. All methods must agree, and throw nothing but FormatException.
    /// </summary>
    public abstract bool IsValid(string text);

    /// <summary>The exception message for an invalid text.</summary>
    public abstract string ErrorMessage(string text);

    public delegate T Parse<T>(string text);

    public delegate bool TryParse<T>(string? text, out T key);

    private sealed class Of<T>(Parse<T> parse, TryParse<T> tryParse) : KeyType
        where T : struct, ISpanParsable<T>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<T>
    {
        public override bool IsValid(string text)
        {
            bool isKey = tryParse(text, out T key);
            Assert.Equal(isKey, T.TryParse(text.AsSpan(), null, out T fromSpan));
            Assert.Equal(isKey, T.TryParse(text, null, out T fromString));
            Assert.Equal((key, key), (fromSpan, fromString));
            if (isKey)
            {
                Assert.Equal((key, key), (parse(text), T.Parse(text.AsSpan(), null)));
                Assert.NotEqual(default, key);
                Assert.Equal(text, key.ToString());
                AssertFormats(text, key);
            }
            else
            {
                Assert.Equal(default, key);
                Assert.Throws<FormatException>(() => parse(text));
                Assert.Throws<FormatException>(() => T.Parse(text.AsSpan(), null));
            }

            return isKey;
        }

        public override string ErrorMessage(string text) => Assert.Throws<FormatException>(() => parse(text)).Message;

        private static void AssertFormats(string text, T key)
        {
            Assert.Equal(text, $"{key}");
            byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
            byte[] exact = new byte[utf8.Length];
            Assert.True(key.TryFormat(exact, out int written, default, null));
            Assert.Equal(utf8, exact[..written]);
            Assert.False(key.TryFormat(new byte[utf8.Length - 1], out _, default, null));
            Assert.False(key.TryFormat(new char[text.Length - 1], out _, default, null));
        }
    }
}
