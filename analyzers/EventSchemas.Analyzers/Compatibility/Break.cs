namespace EventSchemas.Analyzers;

/// <summary>One edit that breaks an event's versions, or changes what they mean without breaking a reader; equal for all events that it breaks in the same way.</summary>
/// <param name="Subject">What it is about, as <see cref="BreakSubject"/> says.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="IsOfMeaning">Whether everybody reads, and what is read means something else.</param>
/// <param name="Record">The record's name in the schema: where the edit was made.</param>
/// <param name="Field">The field that stands for a member of the record now, or null where there is none.</param>
/// <param name="Name">The field's name, also where it has gone.</param>
/// <param name="Old">What the version has.</param>
/// <param name="New">What the record has.</param>
/// <param name="OldName">The name that the member or type had, where keeping it would undo the edit; otherwise null.</param>
/// <param name="Hint">What else could be done about it; empty, or a sentence with a space before it.</param>
sealed record Break(string Subject, string Rule, bool IsOfMeaning, string? Record, string? Field, string Name, string? Old, string? New, string? OldName, string Hint);
