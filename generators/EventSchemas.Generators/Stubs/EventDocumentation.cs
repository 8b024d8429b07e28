using System.Xml;

namespace EventSchemas.Generators;

/// <summary>Emits the facts about an event that a person looks up, as the remarks of a generated type or method.</summary>
static class EventDocumentation
{
    private const char Replacement = '\uFFFD';

    public static void Emit(SourceWriter code, EventDeclaration declaration)
    {
        (string Name, string? Value)[] facts =
        [
            ("Event type", declaration.EventType),
            ("Topic", declaration.Attribute.Topic),
            ("Key", declaration.Attribute.KeyPath),
            ("Feature flag", declaration.Attribute.FeatureFlag),
            ("Owner", declaration.Attribute.Owner),
            ("Role", declaration.IsMirror ? "mirror of an event that another team owns" : null),
            ("Compatibility", declaration.IsMirror ? null : declaration.EffectiveCompatibility),
            ("Contract", declaration.ContractFile),
        ];
        code.Line("/// <remarks>");
        code.Line("/// <list type=\"bullet\">");
        foreach ((string name, string? value) in facts)
        {
            if (value is not null)
            {
                code.Line($"/// <item><description>{name}: <c>{Escape(value)}</c></description></item>");
            }
        }

        code.Line("/// </list>");
        code.Line("/// </remarks>");
    }

    // Texts of attributes may have anything in them: line breaks, markup, half of a surrogate pair.
    private static string Escape(string value)
    {
        IEnumerable<char> characters = value.Select(c =>
            char.IsControl(c) || c is '\u2028' or '\u2029' ? ' '
            : XmlConvert.IsXmlChar(c) ? c
            : Replacement);
        return new string([.. characters]).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
    }
}
