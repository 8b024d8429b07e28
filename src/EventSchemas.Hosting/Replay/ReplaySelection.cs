using System.Collections.Concurrent;

namespace EventSchemas.Hosting;

/// <summary>Which handlers get which events in a run. Checks what the run asks for. Safe for concurrent use.</summary>
sealed class ReplaySelection
{
    // A handler of every event can meet any number of types.
    private const int MaxRemembered = 1_000;

    private readonly ConcurrentDictionary<string, string[]> _handlers = new(StringComparer.Ordinal);
    private readonly (string Handler, string? EventType)[] _chosen;
    private readonly IReadOnlyList<string> _eventTypes;

    /// <exception cref="ArgumentException">
    /// The run asks for something that the group doesn't have; the message lists what it has.
    /// </exception>
    public ReplaySelection(GroupTopics group, EventReplay replay)
    {
        CheckName(replay.Name);
        Pace.Check(replay.MessagesPerSecond);
        if (replay.Handlers.Count == 0)
        {
            throw new ArgumentException($"Name the handlers of {group.Name} that get the events.{Known(group)}", nameof(replay));
        }

        Topics = group.Choose(replay.Topic);
        string[] names = [.. replay.Handlers.Distinct(StringComparer.Ordinal)];
        _eventTypes = replay.EventTypes;
        _chosen = group.Handlers is { } known
            ? [.. names.SelectMany(name => Find(group, known, name))]
            : [.. names.Select(name => (name, (string?)null))];
        if (group.Handlers is null && _eventTypes.Count == 0)
        {
            throw new ArgumentException(
                $"Name the event types: this process doesn't have the handlers of {group.Name}, and can't know what they get.",
                nameof(replay));
        }

        if (_eventTypes.FirstOrDefault(type => HandlersOf(type).Length == 0) is { } unhandled)
        {
            throw new ArgumentException(
                $"{string.Join(", ", names)} don't get the event {unhandled}. "
                + $"They get {string.Join(", ", _chosen.Select(one => one.EventType).Distinct())}.",
                nameof(replay));
        }
    }

    /// <summary>The topics that are read.</summary>
    public IReadOnlyList<string> Topics { get; }

    /// <summary>The chosen handlers of an event; none where it isn't chosen.</summary>
    public string[] HandlersOf(string eventType) =>
        _handlers.TryGetValue(eventType, out string[]? known) ? known
        : _handlers.Count < MaxRemembered ? _handlers.GetOrAdd(eventType, ChosenFor)
        : ChosenFor(eventType);

    private string[] ChosenFor(string eventType) => _eventTypes.Count > 0 && !_eventTypes.Contains(eventType)
        ? []
        : [.. _chosen.Where(one => one.EventType is null || one.EventType == eventType).Select(one => one.Handler).Distinct()];

    private static (string Handler, string? EventType)[] Find(
        GroupTopics group, IReadOnlyList<(string Handler, string? EventType)> known, string name)
    {
        (string Handler, string? EventType)[] found = [.. known.Where(one => one.Handler == name)];
        return found.Length > 0
            ? found
            : throw new ArgumentException($"The group {group.Name} has no handler {name}.{Known(group)}", nameof(name));
    }

    private static string Known(GroupTopics group) =>
        group.Handlers is { } known ? $" It has {string.Join(", ", known.Select(one => one.Handler).Distinct())}." : "";

    private static void CheckName(string name)
    {
        if (string.IsNullOrEmpty(name) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
        {
            throw new ArgumentException($"'{name}' isn't a valid name of a run: use letters, digits, '.', '_' and '-'.", nameof(name));
        }
    }
}
