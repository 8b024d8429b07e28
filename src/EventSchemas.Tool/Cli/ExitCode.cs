namespace EventSchemas.Tool;

/// <summary>How a command ends, for scripts.</summary>
static class ExitCode
{
    /// <summary>It did what was asked, and has found nothing that is wrong.</summary>
    public const int Success = 0;

    /// <summary>It did what was asked, and has found something that is wrong.</summary>
    public const int Findings = 1;

    /// <summary>The command line can't be understood, or asks for something that can't be.</summary>
    public const int Usage = 2;

    /// <summary>Something that it needs can't be read or reached: a file, a broker, a registry.</summary>
    public const int Unavailable = 3;

    /// <summary>Nobody agreed to a plan, so that nothing was changed.</summary>
    public const int Declined = 4;

    /// <summary>It was cancelled, as shells count an interrupt.</summary>
    public const int Cancelled = 130;
}
