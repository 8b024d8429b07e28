namespace EventSchemas.Generators;

/// <summary>The names of the generator's incremental steps, for tests that ask which of them ran.</summary>
public static class StepNames
{
    /// <summary>Reading each annotated record: it runs for every event at every edit.</summary>
    public const string Attributes = "Attributes";

    /// <summary>The declaration of each annotated record, with the settings of its folder.</summary>
    public const string Declarations = "Declarations";

    /// <summary>The complete declaration of each event, with its schema.</summary>
    public const string Schemas = "Schemas";

    /// <summary>The records that all events reach, each once.</summary>
    public const string Records = "Records";

    /// <summary>The records whose text is masked, each once.</summary>
    public const string MaskedRecords = "MaskedRecords";

    /// <summary>The enums that all events reach, each once.</summary>
    public const string Enums = "Enums";

    /// <summary>The names of the generated files.</summary>
    public const string FileNames = "FileNames";

    /// <summary>Finding the handlers of the assembly.</summary>
    public const string Handlers = "Handlers";

    /// <summary>All handlers in one order.</summary>
    public const string AllHandlers = "AllHandlers";
}
