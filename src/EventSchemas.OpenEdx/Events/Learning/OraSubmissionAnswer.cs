namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's answer to an open response assessment. What is said of files has one item for each file, in the same order.</summary>
/// <param name="Parts">The texts of the answer, one map for each prompt. Personal data, as its author writes what they like.</param>
/// <param name="FileKeys">Where the files are in the storage.</param>
/// <param name="FileDescriptions">What the learner says about the files. Personal data.</param>
/// <param name="FileNames">The files' names. Personal data, as people name files after themselves.</param>
/// <param name="FileSizes">The files' sizes in bytes.</param>
/// <param name="FileUrls">Where the files can be had. Personal data: whoever has an address has the file.</param>
[AvroName("ORASubmissionAnswer")]
public sealed partial record OraSubmissionAnswer(
    [PersonalData, WhenMissing] IReadOnlyList<IReadOnlyDictionary<string, string>> Parts,
    [WhenMissing] IReadOnlyList<string> FileKeys,
    [PersonalData, WhenMissing] IReadOnlyList<string> FileDescriptions,
    [PersonalData, WhenMissing] IReadOnlyList<string> FileNames,
    [WhenMissing] IReadOnlyList<long> FileSizes,
    [PersonalData, WhenMissing] IReadOnlyList<string> FileUrls);
