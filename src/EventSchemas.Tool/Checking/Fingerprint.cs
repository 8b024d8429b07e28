using System.Security.Cryptography;
using System.Text;

namespace EventSchemas.Tool;

/// <summary>What says that two runs found the same: it doesn't change with lines.</summary>
static class Fingerprint
{
    public static string Of(CheckFinding finding) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', finding.Name, finding.EventType, finding.File, finding.Message))));
}
