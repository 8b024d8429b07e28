using Spectre.Console;

namespace Enrollments;

/// <summary>Shows how to see the build refuse an edit that would break other services. A test makes this edit.</summary>
static class BreakView
{
    private const string File = "samples/Enrollments/Events/SeatsTaken.cs";
    private const string After = "public long Waiting { get; init; }";
    private const string Added = "public long Reserved { get; init; }";

    private const string Error =
        "error EVS3002: 'Reserved' was added to SeatsData without a default, and is missing in version 3 of "
        + "org.example.campus.course.seats.taken.v1: you can't read what was published with versions 1 to 3 (FULL_TRANSITIVE). Make it "
        + "nullable, or give it a default. If every publisher is deployed before you read, and older events have left the topic, write "
        + "[JustifiedBreak(\"EVS3002\", \"the reason\")] on the member.";

    public static void Show(IAnsiConsole console)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]Now break it.[/] In {File}, below");
        Write(console, After);
        console.WriteLine("add the line");
        Write(console, Added);
        console.WriteLine("and run the sample again. The build stops, and says:");
        Write(console, Error);
        console.WriteLine("Every published version stays readable that way. docs/compatibility.md says what may be changed.");
    }

    private static void Write(IAnsiConsole console, string text) => console.Write(new Padder(new Text(text), new Padding(4, 0, 0, 0)));
}
