using System;

namespace EventSchemas.Avro;

/// <summary>The specification's rules for names.</summary>
static class AvroName
{
    /// <summary>Whether a name is a letter or <c>_</c>, then letters, digits and <c>_</c>, all ASCII.</summary>
    public static bool IsSimple(string? name)
    {
        if (string.IsNullOrEmpty(name) || IsDigit(name![0]))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!IsPart(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text is empty or names separated by dots; not strictly, hyphens may be among them.</summary>
    public static bool IsNamespace(string text, bool strict)
    {
        bool isAtStart = true;
        foreach (char c in text)
        {
            bool isPart = IsPart(c) || (c == '-' && !strict);
            if (isAtStart ? !isPart || IsDigit(c) : !isPart && c != '.')
            {
                return false;
            }

            isAtStart = c == '.';
        }

        return text.Length == 0 || !isAtStart;
    }

    /// <summary>What is wrong with a name.</summary>
    public static string Explain(string? name) =>
        $"\"{name}\" is not an Avro name: a letter or _, then letters, digits and _";

    /// <summary>A name's parts. A dotted name brings its own namespace; any other takes the enclosing one.</summary>
    public static (string Name, string? Namespace) Split(string name, string? enclosing)
    {
        int dot = name.LastIndexOf('.');
        return dot < 0 ? (name, enclosing) : (name.Substring(dot + 1), dot == 0 ? null : name.Substring(0, dot));
    }

    /// <summary>The full name of a name in a namespace.</summary>
    public static string Full(string name, string? enclosing)
    {
        (string simple, string? @namespace) = Split(name, enclosing);
        return string.IsNullOrEmpty(@namespace) ? simple : @namespace + "." + simple;
    }

    private static bool IsPart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
