using System.CommandLine;

namespace EventSchemas.Tool;

/// <summary>The option that names projects where the arguments of a command are something else.</summary>
static class ProjectOption
{
    public static Option<string[]> Create() => new("--project", "-p")
    {
        Description = "Projects, solutions, folders or compiled assemblies. Default: the project or solution of the current folder.",
        HelpName = "path",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
}
