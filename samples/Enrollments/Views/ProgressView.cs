using Spectre.Console;

namespace Enrollments;

/// <summary>Shows the progress of the run: bars on a terminal, plain lines elsewhere.</summary>
static class ProgressView
{
    private const int LineEvery = 1_000;

    public static Task ShowAsync(IAnsiConsole console, Func<Action<int, int>, Task> run) =>
        console.Profile.Out.IsTerminal ? Bars(console, run) : Lines(console, run);

    private static Task Bars(IAnsiConsole console, Func<Action<int, int>, Task> run) => console.Progress().StartAsync(async context =>
    {
        ProgressTask published = context.AddTask("Published", maxValue: EnrollmentRun.Events);
        ProgressTask handled = context.AddTask("Handled", maxValue: EnrollmentRun.Events * EnrollmentRun.Handlers);
        await run((publishedCount, handledCount) =>
        {
            published.Value = publishedCount;
            handled.Value = handledCount;
        });
    });

    private static Task Lines(IAnsiConsole console, Func<Action<int, int>, Task> run)
    {
        int next = LineEvery;
        return run((published, handled) =>
        {
            if (published + handled >= next)
            {
                console.WriteLine(
                    $"published {published} of {EnrollmentRun.Events}, "
                    + $"handled {handled} of {EnrollmentRun.Events * EnrollmentRun.Handlers}");
                next = published + handled + LineEvery;
            }
        });
    }
}
