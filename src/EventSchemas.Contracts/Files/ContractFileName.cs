using System.Globalization;
using System.Text;

namespace EventSchemas.Contracts;

/// <summary>
/// The names of an event's files and folders. Letters, digits, dots, _ and - stand for themselves; other characters are written as ~ and
/// two hexadecimal digits for each of their bytes in UTF-8, so that every event type has a name on every file system.
/// </summary>
static class ContractFileName
{
    private const char Mark = '~';

    // Windows takes these for devices, whatever follows a dot.
    private static readonly HashSet<string> Devices = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The name for an event type.</summary>
    public static string Of(string eventType)
    {
        bool isDevice = Devices.Contains(eventType.Split('.')[0]);
        if (!isDevice && eventType.All(IsPlain) && (eventType.Length == 0 || eventType[0] != '.'))
        {
            return eventType;
        }

        var name = new StringBuilder(eventType.Length + 16);
        for (int i = 0; i < eventType.Length; i++)
        {
            bool isFirst = i == 0 && (isDevice || eventType[0] == '.');
            if (IsPlain(eventType[i]) && !isFirst)
            {
                name.Append(eventType[i]);
                continue;
            }

            bool isPair = char.IsHighSurrogate(eventType[i]) && i + 1 < eventType.Length && char.IsLowSurrogate(eventType[i + 1]);
            foreach (byte part in Encoding.UTF8.GetBytes(eventType.Substring(i, isPair ? 2 : 1)))
            {
                name.Append(Mark).Append(part.ToString("x2", CultureInfo.InvariantCulture));
            }

            i += isPair ? 1 : 0;
        }

        return name.ToString();
    }

    /// <summary>The event type that a name is for; the name itself where it isn't one that <see cref="Of"/> gives.</summary>
    public static string EventTypeOf(string name)
    {
        if (name.IndexOf(Mark) < 0)
        {
            return name;
        }

        var bytes = new List<byte>(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] != Mark)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(name.Substring(i, 1)));
            }
            else if (i + 2 < name.Length
                && byte.TryParse(name.Substring(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte part))
            {
                bytes.Add(part);
                i += 2;
            }
            else
            {
                return name;
            }
        }

        string eventType = Encoding.UTF8.GetString([.. bytes]);
        return Of(eventType) == name ? eventType : name;
    }

    private static bool IsPlain(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-';
}
