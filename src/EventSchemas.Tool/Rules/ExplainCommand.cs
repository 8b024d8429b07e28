using System.CommandLine;
using EventSchemas.Contracts;
using Spectre.Console;
using Rule = EventSchemas.Contracts.Rule;

namespace EventSchemas.Tool;

/// <summary><c>explain</c>: what a rule means, and what to do.</summary>
static class ExplainCommand
{
    private const string Fence = "```";
    private const string Bullet = "- ";

    public static Command Create(ToolEnvironment environment)
    {
        var id = new Argument<string?>("rule")
        {
            Description = "The id, for example EVS3004. Default: all rules.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "rule",
        };
        id.CompletionSources.Add(_ => Contracts.Rules.All.Select(rule => new System.CommandLine.Completions.CompletionItem(rule.Id)));
        var command = new Command("explain", "Say what a rule means and what to do about it, or list all rules.") { id };
        command.SetAction(result =>
        {
            bool isJson = result.GetValue(CommonOptions.Json);
            if (result.GetValue(id) is { } name)
            {
                Explain(environment, Find(name), isJson);
            }
            else
            {
                List(environment, isJson);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Rule Find(string name)
    {
        string id = name.Trim().ToUpperInvariant();
        if (Contracts.Rules.Find(id) is { } rule)
        {
            return rule;
        }

        string[] ids = [.. Contracts.Rules.All.Select(one => one.Id)];
        string meant = NearestText.Meant(id, ids) is { } nearest
            ? $" Did you mean {nearest} ({Contracts.Rules.Of(nearest).Title})?"
            : " 'eventschemas explain' lists all rules.";
        throw new ToolException($"There is no rule '{name}'.{meant}", ExitCode.Usage);
    }

    private static void List(ToolEnvironment environment, bool isJson)
    {
        Rule[] rules = [.. Contracts.Rules.All.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        if (isJson)
        {
            environment.WriteJson(rules.Select(rule => new { rule.Id, rule.Severity, rule.Category, rule.Title, Help = rule.HelpLink }));
            return;
        }

        foreach (Rule rule in rules)
        {
            environment.WriteText($"{rule.Id}  {WordOf(rule.Severity),-7}  {rule.Title}");
        }
    }

    private static void Explain(ToolEnvironment environment, Rule rule, bool isJson)
    {
        RulePage page = RulePage.Of(rule.Id);
        if (isJson)
        {
            environment.WriteJson(new
            {
                rule.Id,
                rule.Severity,
                rule.Category,
                rule.Title,
                rule.Purpose,
                Message = rule.MessageFormat,
                Help = rule.HelpLink,
                Sections = page.Sections.Select(section => new { Title = section.Key, Markdown = section.Value }),
            });
            return;
        }

        environment.Out.MarkupLineInterpolated($"[bold]{rule.Id}: {rule.Title}[/] ({WordOf(rule.Severity)})");
        Write(environment, rule.Purpose);
        foreach ((string title, string text) in page.Sections)
        {
            environment.WriteText("");
            environment.Out.MarkupLineInterpolated($"[bold]{title}[/]");
            Write(environment, text);
        }

        environment.WriteText("");
        environment.WriteText(rule.HelpLink);
    }

    // Code stays as it is, and everything else is broken at the width.
    private static void Write(ToolEnvironment environment, string markdown)
    {
        bool isCode = false;
        foreach (string line in markdown.Split('\n'))
        {
            bool isFence = line.TrimStart().StartsWith(Fence, StringComparison.Ordinal);
            isCode ^= isFence;
            if (isFence)
            {
                continue;
            }

            string text = line.TrimStart();
            IEnumerable<string> lines = isCode
                ? [$"    {line}"]
                : WrappedText.Lines(
                    text,
                    environment.Out.Profile.Width,
                    indentation: line.Length - text.Length,
                    hanging: text.StartsWith(Bullet, StringComparison.Ordinal) ? Bullet.Length : 0);
            foreach (string one in lines)
            {
                environment.WriteText(one.TrimEnd());
            }
        }
    }

    private static string WordOf(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        _ => "info",
    };
}
