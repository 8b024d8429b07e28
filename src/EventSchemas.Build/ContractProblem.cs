namespace EventSchemas.Build;

/// <summary>Something that is wrong with an event's contract.</summary>
/// <param name="Rule">The id of the rule that says so.</param>
/// <param name="File">The file that it is about.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsError">Whether the build fails.</param>
sealed record ContractProblem(string Rule, string File, string Message, bool IsError);
