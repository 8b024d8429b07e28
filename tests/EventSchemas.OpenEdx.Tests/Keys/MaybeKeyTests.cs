namespace EventSchemas.OpenEdx.Tests;

/// <summary><see cref="MaybeKey{TKey}"/>.</summary>
public sealed class MaybeKeyTests
{
    [Theory]
    [InlineData("course-v1:o+c+r", true)]
    [InlineData("lib:o:l", false)]
    [InlineData("", false)]
    public void It_keeps_the_text_and_tells_whether_it_is_valid(string text, bool isKey)
    {
        var maybe = new MaybeKey<CourseKey>(text);

        Assert.Equal((text, text, isKey), (maybe.Text, maybe.ToString(), maybe.IsValid));
        Assert.Equal(isKey, maybe.TryGetKey(out CourseKey key));
        Assert.Equal(isKey ? text : "", key.ToString());
    }

    [Fact]
    public void Two_are_equal_if_their_texts_are_equal()
    {
        var one = new MaybeKey<CourseKey>("a");

        Assert.True(one == new MaybeKey<CourseKey>("a") && one != new MaybeKey<CourseKey>("A") && one.Equals((object)one));
        Assert.Equal(one.GetHashCode(), new MaybeKey<CourseKey>("a").GetHashCode());
        Assert.False(new MaybeKey<CourseKey>("") == default);
    }

    [Fact]
    public void The_default_has_no_text()
    {
        MaybeKey<UsageKey> none = default;

        Assert.Equal(("", "", false, 0), (none.Text, $"{none}", none.IsValid, none.GetHashCode()));
        Assert.Throws<ArgumentNullException>(() => new MaybeKey<UsageKey>(null!));
    }
}
