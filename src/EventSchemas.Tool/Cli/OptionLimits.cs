using System.CommandLine;
using System.Globalization;

namespace EventSchemas.Tool;

/// <summary>Which numbers and times an option takes. A value that is neither is refused when it is converted.</summary>
static class OptionLimits
{
    /// <summary>The option takes numbers from a lowest one on.</summary>
    public static Option<T> AtLeast<T>(this Option<T> option, double lowest) =>
        option.Between(lowest, double.MaxValue, string.Create(CultureInfo.InvariantCulture, $"give {lowest} or more"));

    /// <summary>The option takes numbers between two.</summary>
    /// <param name="option">The option.</param>
    /// <param name="lowest">The lowest.</param>
    /// <param name="highest">The highest.</param>
    /// <param name="advice">What a person is to do.</param>
    public static Option<T> Between<T>(this Option<T> option, double lowest, double highest, string advice) =>
        option.Limited(text => NumberOf(text) is not { } number || (number >= lowest && number <= highest), advice);

    /// <summary>The option takes numbers above zero.</summary>
    public static Option<double?> Positive(this Option<double?> option) =>
        option.Limited(text => NumberOf(text) is not { } number || (number > 0 && double.IsFinite(number)), "give a number above 0");

    /// <summary>The option takes times above zero.</summary>
    public static Option<TimeSpan?> Positive(this Option<TimeSpan?> option) => option.Limited(
        text => !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) || time > TimeSpan.Zero,
        "give a time above 0");

    private static double? NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    private static Option<T> Limited<T>(this Option<T> option, Func<string, bool> accepts, string advice)
    {
        option.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value).Where(text => !accepts(text)))
            {
                result.AddError($"{option.Name} is {text}: {advice}.");
            }
        });
        return option;
    }
}
