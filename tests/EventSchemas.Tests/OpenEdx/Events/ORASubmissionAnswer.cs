namespace EventSchemas.Tests.OpenEdx;

public sealed record ORASubmissionAnswer(
    IReadOnlyList<IReadOnlyDictionary<string, string>> Parts,
    IReadOnlyList<string> FileKeys,
    IReadOnlyList<string> FileDescriptions,
    IReadOnlyList<string> FileNames,
    IReadOnlyList<long> FileSizes,
    IReadOnlyList<string> FileUrls);
