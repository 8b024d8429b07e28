using System.Text;

namespace EventSchemas.CodeFixes;

/// <summary>C# names for names of a schema.</summary>
static class WireNames
{
    /// <summary>A member's name: <c>course_key</c> becomes <c>CourseKey</c>.</summary>
    public static string Member(string field)
    {
        var name = new StringBuilder(field.Length);
        foreach (string word in field.Split(['_'], StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return name.Length > 0 && !char.IsDigit(name[0]) ? name.ToString() : "_" + name;
    }

    /// <summary>What pins the name in the schema where the member's own would become another; empty where it wouldn't.</summary>
    public static string Pin(string member, string field) => SnakeCase.From(member) == field ? "" : $"AvroName(\"{field}\")";
}
