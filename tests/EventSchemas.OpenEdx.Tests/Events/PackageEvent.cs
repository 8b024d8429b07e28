using System.Reflection;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>An event of the package.</summary>
sealed record PackageEvent(Type Type, OpenEdxEventAttribute Attribute, LoadedEvent Codec)
{
    /// <summary>All events of the package by their event type.</summary>
    public static IReadOnlyDictionary<string, PackageEvent> All { get; } = typeof(OpenEdxEventsLibrary).Assembly.GetTypes()
        .Select(type => (Type: type, Attribute: type.GetCustomAttribute<OpenEdxEventAttribute>()))
        .Where(type => type.Attribute is not null)
        .ToDictionary(
            type => type.Attribute!.EventType,
            type => new PackageEvent(type.Type, type.Attribute!, new LoadedEvent(type.Type.Assembly, type.Type.FullName!)));

    /// <summary>The event record and all records of the package that it references.</summary>
    public IReadOnlySet<Type> Records { get; } = Reached(Type, []);

    private static HashSet<Type> Reached(Type type, HashSet<Type> seen)
    {
        foreach (Type part in type.GetGenericArguments().Append(type))
        {
            bool isRecord = part.Assembly == typeof(OpenEdxEventsLibrary).Assembly && part.IsClass;
            if (part != type)
            {
                Reached(part, seen);
            }
            else if (isRecord && seen.Add(part))
            {
                foreach (PropertyInfo property in part.GetProperties())
                {
                    Reached(property.PropertyType, seen);
                }
            }
        }

        return seen;
    }
}
