using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>
/// The day that last days are held against. A build that is to come out the same tomorrow sets it, in the MSBuild property
/// <c>EventSchemasToday</c>; otherwise the clock says it.
/// </summary>
static class Today
{
    /// <summary>Today. A property that is no day counts as none.</summary>
    public static DateTime Of(AnalyzerConfigOptions project) => Dates.Parse(Setting.Today.TextOf(project, project)) ?? DateTime.UtcNow.Date;
}
