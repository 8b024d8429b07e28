namespace EventSchemas.OpenEdx.Learning;

/// <summary>A program: courses that lead to a certificate together.</summary>
/// <param name="Uuid">Identifies the program, as text.</param>
/// <param name="Title">The program's title.</param>
/// <param name="ProgramType">The kind of program, such as <c>micromasters</c>.</param>
public sealed record ProgramData(
    string Uuid,
    string Title,
    string ProgramType);
