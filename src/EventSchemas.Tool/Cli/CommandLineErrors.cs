using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What is wrong with a command line, before its command runs: the same rules for all commands.</summary>
static class CommandLineErrors
{
    // An empty text means something there: an empty key, and no prefix.
    private static readonly string[] MayBeEmpty = ["--key", "--topic-prefix"];

    private static readonly Type[] Numbers = [typeof(int), typeof(long), typeof(double)];

    /// <summary>The errors; none where the command, its help or something else that was asked for can run.</summary>
    public static IReadOnlyList<string> Of(ParseResult result)
    {
        bool isRun = result.Action is ParseErrorAction || result.Action == result.CommandResult.Command.Action;
        if (!isRun)
        {
            return [];
        }

        string[] names = [.. Names(result.CommandResult)];
        string[] unknown = [.. UnknownOptions(result)];
        string[] errors = unknown.Length > 0
            ? [.. unknown.Select(text => $"There is no option '{text}'.{Meant(text, names)}")]
            : result.Errors.Count > 0
                ? [.. result.Errors.Select(error => TextOf(error, result, names)).Distinct(StringComparer.Ordinal)]
                : [.. EmptyTexts(result).Select(name => $"{name} is empty: give a text.")];
        return errors.Length == 0 ? [] : [.. errors, $"{PathOf(result.CommandResult)} --help says what it takes."];
    }

    // What looks like an option is none of the values that an argument takes, unless it stands after --.
    private static IEnumerable<string> UnknownOptions(ParseResult result)
    {
        HashSet<string> literal = [.. result.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Select(token => token.Value)];
        return result.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(result.UnmatchedTokens)
            .Where(text => text.Length > 1 && text[0] == '-' && !literal.Contains(text))
            .Select(text => text.Split('=')[0])
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> EmptyTexts(ParseResult result) => result.CommandResult.Children
        .Where(child => child is ArgumentResult or OptionResult && child.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        .Select(child => child is OptionResult option ? option.Option.Name : ((ArgumentResult)child).Argument.Name)
        .Except(MayBeEmpty);

    private static IEnumerable<string> Names(CommandResult command)
    {
        IEnumerable<Option> inherited = Ancestors(command).Skip(1).SelectMany(one => one.Command.Options).Where(option => option.Recursive);
        return command.Command.Options.Concat(inherited).Where(option => !option.Hidden).Select(option => option.Name)
            .Concat(command.Command.Subcommands.Select(one => one.Name));
    }

    private static string PathOf(CommandResult command) =>
        string.Join(' ', Ancestors(command).Reverse().Select(one => one.Command is RootCommand ? ToolVersion.Command : one.Command.Name));

    private static IEnumerable<CommandResult> Ancestors(CommandResult command)
    {
        for (SymbolResult? one = command; one is CommandResult at; one = one.Parent)
        {
            yield return at;
        }
    }

    private static string TextOf(ParseError error, ParseResult result, string[] names)
    {
        if ((error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent) is
                OptionResult { Option: var option, Tokens: [{ Value: var given }, ..] }
            && FormOf(option.ValueType) is { } form
            && error.Message.Contains(option.ValueType.ToString(), StringComparison.Ordinal))
        {
            return $"{option.Name} is '{given}': give {form}.";
        }

        string? unmatched = result.UnmatchedTokens.FirstOrDefault(text => error.Message.Contains($"'{text}'", StringComparison.Ordinal));
        return error.Message + (unmatched is null ? "" : Meant(unmatched, names));
    }

    private static string? FormOf(Type type)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        return Numbers.Contains(value) ? "a number" : value == typeof(TimeSpan) ? "a time such as 7.00:00:00" : null;
    }

    private static string Meant(string text, string[] names) =>
        NearestText.Meant(text, names) is { } meant ? $" Did you mean {meant}?" : "";
}
