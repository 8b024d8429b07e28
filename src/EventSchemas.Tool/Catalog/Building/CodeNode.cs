using System.Text;

namespace EventSchemas.Tool;

/// <summary>An expression in C#, which is written on one line where it fits.</summary>
/// <param name="Text">Its beginning.</param>
/// <param name="Blocks">What follows in brackets.</param>
sealed record CodeNode(string Text, params IReadOnlyList<CodeBlock> Blocks)
{
    private const int MaxLine = 92;
    private const int Step = 4;

    private string Flat => Text + string.Concat(Blocks.Select(block => block.Flat(node => node.Flat)));

    /// <summary>The expression as text.</summary>
    /// <param name="indentation">The spaces before its first line, and before what stands beside it.</param>
    public string ToText(int indentation)
    {
        var text = new StringBuilder();
        Write(text, indentation, before: indentation);
        return text.ToString();
    }

    private void Write(StringBuilder text, int indentation, int before)
    {
        string flat = Flat;
        if (before + flat.Length <= MaxLine)
        {
            text.Append(flat);
            return;
        }

        text.Append(Text);
        foreach (CodeBlock block in Blocks)
        {
            text.Append(block.IsOnLineOfItsOwn ? "\n" + new string(' ', indentation) : "").Append(block.Open);
            foreach ((string label, CodeNode node) in block.Items)
            {
                bool isLast = ReferenceEquals(node, block.Items[^1].Node);
                text.Append('\n').Append(' ', indentation + Step).Append(label);
                node.Write(text, indentation + Step, indentation + Step + label.Length + 1);
                text.Append(!isLast || block.EndsAfterLine ? "," : "");
            }

            text.Append(block.EndsAfterLine ? "\n" + new string(' ', indentation) : "").Append(block.Close);
        }
    }
}

/// <summary>What stands in brackets.</summary>
/// <param name="Open">The bracket before it.</param>
/// <param name="Items">The expressions, each with what is before it, such as the name of a parameter.</param>
/// <param name="Close">The bracket behind it.</param>
sealed record CodeBlock(string Open, IReadOnlyList<(string Label, CodeNode Node)> Items, string Close)
{
    /// <summary>Whether the bracket behind it has a line of its own.</summary>
    public bool EndsAfterLine => Close != ")";

    /// <summary>Whether the bracket before it has one.</summary>
    public bool IsOnLineOfItsOwn => Open == "{";

    public string Flat(Func<CodeNode, string> textOf)
    {
        string space = IsOnLineOfItsOwn ? " " : "";
        return $"{space}{Open}{space}{string.Join(", ", Items.Select(item => item.Label + textOf(item.Node)))}{space}{Close}";
    }
}
