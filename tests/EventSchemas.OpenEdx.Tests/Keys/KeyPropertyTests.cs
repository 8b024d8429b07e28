using System.Reflection;
using System.Text.RegularExpressions;
using CsCheck;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>Generated keys and texts.</summary>
public sealed class KeyPropertyTests
{
    private const int Count = 20_000;

    private static readonly Gen<string> Word = Of("abcxyzABCXYZ0189_");
    private static readonly Gen<string> Identifier = Of("abcXYZ019_-~.:éжक中²");
    private static readonly Gen<string> Old = Of("abcXYZ019_-.%éж中");
    private static readonly Gen<string> Slug = Of("abcXYZ019_-.éж中²");

    private static readonly Gen<string> AnyKey = Gen.OneOf(
        Gen.Select(Identifier, Identifier, Identifier, (o, c, r) => CourseKey.Create(o, c, r).ToString()),
        Gen.Select(
            Identifier,
            Identifier,
            Identifier,
            Gen.Int[0, 1_000],
            (o, c, r, n) => CcxLocator.Create(CourseKey.Create(o, c, r), $"{n}").ToString()),
        Gen.Select(Old, Old, Old, (o, c, r) => $"{o}/{c}/{r}"),
        Gen.Select(Identifier, Identifier, (o, l) => $"library-v1:{o}+{l}"),
        Gen.Select(
            Identifier, Identifier, Identifier, Identifier, (o, c, t, i) => UsageKey.Create(CourseKey.Create(o, c, "r"), t, i).ToString()),
        Gen.Select(Old, Old, Old, Old, (o, c, t, i) => $"i4x://{o}/{c}/{t}/{i}"),
        Gen.Select(Word, Slug, Word, Slug, (o, l, t, i) => LibraryUsageLocatorV2.Create(LibraryLocatorV2.Create(o, l), t, i).ToString()),
        Gen.Select(Word, Slug, Slug, (o, l, c) => LibraryCollectionLocator.Create(LibraryLocatorV2.Create(o, l), c).ToString()),
        Gen.Select(
            Word, Slug, Word, Slug, (o, l, t, i) => LibraryContainerLocator.Create(LibraryLocatorV2.Create(o, l), t, i).ToString()));

    // Pieces of keys in any order.
    private static readonly Gen<string> AlmostKey = Gen.OneOf(
            "course-v1:", "block-v1:", "i4x://", "lib:", "lb:", "lct:", "ccx-v1:",
            "+", "/", ":", "@", "+type@", "+block@", "+branch@", "+version@", "+ccx@",
            "a", "1", "%", " ", "\n", "\ud83d", "\ude00", "é")
        .Array[0, 12].Select(pieces => string.Concat(pieces));

    [Fact]
    public void Every_key_round_trips() =>
        Property.ForAll(AnyKey, Count, text => Assert.Contains(KeyType.All.Values, type => type.IsValid(text)));

    [Fact]
    public void The_form_that_the_compiler_checks_is_that_of_the_type() =>
        Property.ForAll(Gen.OneOf(AnyKey, AlmostKey), Count, text => Assert.All(KeyType.All, type =>
        {
            TextFormAttribute form = typeof(CourseKey).Assembly.GetType($"{typeof(CourseKey).Namespace}.{type.Key}")!
                .GetCustomAttribute<TextFormAttribute>()!;
            bool matches = Regex.IsMatch(text, $@"\A(?:{form.Pattern})\z", RegexOptions.CultureInvariant);
            Assert.True(matches == type.Value.IsValid(text), $"{type.Key}: {text}");
            Assert.True(type.Value.IsValid(form.Example!), form.Example);
        }));

    [Fact]
    public void A_key_created_from_parts_has_these_parts() =>
        Property.ForAll(Gen.Select(Identifier, Identifier, Identifier, Identifier, Identifier), Count, parts =>
        {
            (string org, string course, string run, string type, string id) = parts;
            CourseKey key = CourseKey.Create(org, course, run);
            UsageKey block = UsageKey.Create(key, type, id);

            Assert.Equal((org, course, run), (key.Org, key.Course, key.Run));
            Assert.Equal((key, type, id), (block.CourseKey, block.BlockType, block.BlockId));
        });

    [Fact]
    public void A_text_is_a_key_or_throws_a_FormatException() =>
        Property.ForAll(Gen.OneOf(Gen.String, AlmostKey), Count, text => Assert.All(KeyType.All.Values, type => type.IsValid(text)));

    [Fact]
    public void A_megabyte_is_read_in_linear_time()
    {
        string text = "course-v1:" + string.Concat(Enumerable.Repeat("a+", 500_000)) + "+";

        Assert.All(KeyType.All.Values, type => Assert.False(type.IsValid(text)));
        Assert.True(CourseKey.TryParse("course-v1:o+c+" + new string('é', 1_000_000), out _));
    }

    private static Gen<string> Of(string characters) => Gen.Char[characters].Array[1, 20].Select(chars => new string(chars));
}
