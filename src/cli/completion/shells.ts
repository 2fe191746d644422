/** How the shells are told what could stand at the cursor, and the scripts that ask for it. */

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** Something that could stand at the cursor, and in a few words what it is. */
export interface Proposal {
  readonly text: string;
  readonly about: string;
}

/** Only a shell knows how files are completed. */
export type Proposals = readonly Proposal[] | 'files';

/** Tells a script that the shell completes the names of files itself. */
const FILES = ':files';

/** One line for each proposal, as the script of the shell reads it. */
export function linesFor(shell: Shell, proposals: Proposals): string {
  if (proposals === 'files') return `${FILES}\n`;
  return proposals
    .filter(({ text }) => !CONTROL.test(text))
    .map(({ text, about }) => `${LINE[shell](text, about)}\n`)
    .join('');
}

/** A line break in a name would make two proposals of it. */
const CONTROL = /\p{Cc}/u;

const LINE: Readonly<Record<Shell, (text: string, about: string) => string>> = {
  // bash has the part up to the sign already, and puts the rest into the line as it is: names come from files, and may be commands.
  bash: (text) => text.replace(/^--[^=]*=/, '').replaceAll(/[\s!"#$&'()*;<>?[\\\]^`{|}~]/g, String.raw`\$&`),
  zsh: (text, about) => `${text.replaceAll(':', String.raw`\:`)}${about === '' ? '' : `:${about}`}`,
  fish: withTab,
  powershell: (text, about) =>
    withTab(/^[\w.,:/=@%+-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`, about),
};

function withTab(text: string, about: string): string {
  return about === '' ? text : `${text}\t${about}`;
}

/** The scripts ask the program itself, each time: so they know the options of its version, and the engines of the file. */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of multi-engine for bash. In ~/.bashrc:  source <(multi-engine completion bash)
_multi_engine() {
  local IFS=$'\\n' current=\${COMP_WORDS[COMP_CWORD]}
  [[ $current == '=' ]] && current=''
  COMPREPLY=($("\${COMP_WORDS[0]}" complete bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  if [[ \${COMPREPLY[0]} == '${FILES}' ]]; then
    compopt -o filenames
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -F _multi_engine multi-engine
`,
  zsh: `#compdef multi-engine
# Completion of multi-engine for zsh. In ~/.zshrc, after compinit:  source <(multi-engine completion zsh)
_multi_engine() {
  local -a proposals
  proposals=("\${(@f)$("\${words[1]}" complete zsh "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ $proposals[1] == '${FILES}' ]]; then
    compset -P '*='
    _files
  else
    _describe multi-engine proposals
  fi
}
compdef _multi_engine multi-engine
`,
  fish: `# Completion of multi-engine for fish:  multi-engine completion fish > ~/.config/fish/completions/multi-engine.fish
function __multi_engine_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l proposals ($words[1] complete fish $words[2..-1] 2>/dev/null)
  if test "$proposals[1]" = '${FILES}'
    set -l current (commandline -ct)
    set -l sign (string match -r -- '^--[^=]*=' $current; or echo)
    for file in (__fish_complete_path (string replace -- "$sign" '' $current))
      echo $sign$file
    end
  else
    printf '%s\\n' $proposals
  end
end
complete -c multi-engine -f -a '(__multi_engine_complete)'
`,
  powershell: `# Completion of multi-engine for PowerShell. In $PROFILE:  multi-engine completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName multi-engine -ScriptBlock {
  param($word, $ast, $cursor)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
  # A word at the cursor, although nothing stands there yet. Older versions lose an argument without characters.
  $current = if ($word -eq '') { '""' } else { $word }
  $lines = @(& $ast.CommandElements[0].ToString() complete powershell @words $current 2>$null)
  if ($lines.Count -gt 0 -and $lines[0] -eq '${FILES}') { return }
  foreach ($line in $lines) {
    $text, $about = $line -split "\`t", 2
    if (-not $about) { $about = $text }
    [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $about)
  }
}
`,
};
