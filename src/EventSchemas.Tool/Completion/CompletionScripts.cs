namespace EventSchemas.Tool;

/// <summary>
/// The scripts that make shells complete the command. Each asks the command itself, by the directive <c>[suggest]</c> of
/// System.CommandLine: with the text behind the command's name, and the position in it.
/// </summary>
static class CompletionScripts
{
    /// <summary>The scripts by the names of the shells.</summary>
    public static IReadOnlyDictionary<string, string> ByShell { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = """
            _eventschemas() {
                local text="${COMP_LINE:0:COMP_POINT}"
                text="${text#"${text%%[![:space:]]*}"}"
                case "$text" in
                    *[[:space:]]*) text="${text#*[[:space:]]}" ;;
                    *) return ;;
                esac
                # Bash breaks words at these too, and replaces what is behind the last one.
                local word="${text##*[[:space:]]}"
                local kept="${word%"${word##*[=:@]}"}"
                COMPREPLY=()
                local one
                while IFS= read -r one; do
                    [[ "$one" == "$word"* ]] && COMPREPLY+=("${one#"$kept"}")
                done < <(eventschemas "[suggest:${#text}]" "$text" 2>/dev/null)
            }
            complete -o default -F _eventschemas eventschemas
            """,
        ["fish"] = """
            function __eventschemas_complete
                set -l text (commandline -cp | string replace -r '^\s*\S+\s?' '')
                eventschemas "[suggest:"(string length -- "$text")"]" "$text" 2>/dev/null
            end
            complete -c eventschemas -a '(__eventschemas_complete)'
            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName eventschemas -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $length = $cursorPosition - $commandAst.Extent.StartOffset
                $text = ($commandAst.ToString().PadRight($length).Substring(0, $length) -replace '^\s*\S+\s?', '')
                eventschemas "[suggest:$($text.Length)]" $text 2>$null |
                    Where-Object { $_ -like "$wordToComplete*" } |
                    ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
        ["zsh"] = """
            #compdef eventschemas
            _eventschemas() {
                local text="${(j: :)words[2,CURRENT]}"
                local -a found
                found=(${(f)"$(eventschemas "[suggest:${#text}]" "$text" 2>/dev/null)"})
                (( $#found )) && compadd -- $found || _files
            }
            if [[ "${funcstack[1]}" == _eventschemas ]]; then
                _eventschemas "$@"
            else
                compdef _eventschemas eventschemas
            fi
            """,
    };
}
