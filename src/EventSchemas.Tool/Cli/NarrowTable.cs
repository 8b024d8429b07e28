using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Tables without lines, which leave as much of a narrow terminal as they can to what is in them.</summary>
static class NarrowTable
{
    private const int Gap = 2;

    /// <summary>Creates a table without columns.</summary>
    public static Table Create() => new() { Border = TableBorder.None };

    /// <summary>Adds a column of texts.</summary>
    public static Table AddText(this Table table, string name) =>
        table.AddColumn(new TableColumn($"[grey]{Markup.Escape(name)}[/]").PadLeft(0).PadRight(Gap));

    /// <summary>Adds a column of numbers.</summary>
    public static Table AddNumber(this Table table, string name) =>
        table.AddColumn(new TableColumn($"[grey]{Markup.Escape(name)}[/]").PadLeft(0).PadRight(Gap).RightAligned().NoWrap());
}
