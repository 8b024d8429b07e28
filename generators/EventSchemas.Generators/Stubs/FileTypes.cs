namespace EventSchemas.Generators;

/// <summary>Names of the types that only the file of an event can see. They stand in the event's namespace, not in a type.</summary>
static class FileTypes
{
    /// <summary>A type's name, which no type around the event has.</summary>
    /// <param name="declaration">The event.</param>
    /// <param name="suffix">What the type is for.</param>
    public static string Name(EventDeclaration declaration, string suffix)
    {
        string name = GeneratedNames.Bare(declaration.Name) + suffix;
        while (declaration.Place.Types.Any(type => GeneratedNames.Bare(type.Name) == name))
        {
            name += "2";
        }

        return name;
    }

    /// <summary>The type in the event's file.</summary>
    /// <param name="declaration">The event.</param>
    /// <param name="suffix">What the type is for.</param>
    public static string Qualified(EventDeclaration declaration, string suffix) =>
        $"global::{(declaration.Place.Namespace.Length > 0 ? declaration.Place.Namespace + "." : "")}{Name(declaration, suffix)}";
}
