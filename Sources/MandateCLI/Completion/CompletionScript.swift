/// The scripts by which shells ask for completions.
///
/// They run nothing that is completed: what the program answers is only ever the value of a variable.
enum CompletionScript: String, CaseIterable {
  case bash, zsh, fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  /// WHY the words are put together anew: bash breaks them at `:` and `=`, and replaces only what
  /// stands behind the last of these.
  private static let bashText = #"""
    # Completion of mandate for bash: source <(mandate completion bash)
    _mandate() {
      local line=${COMP_LINE:0:$COMP_POINT} word words=() joined='' rest candidate manner broken
      local -i index
      rest=$line
      for ((index = 0; index <= COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if ((index == COMP_CWORD)); then
          word=${word:0:${#rest}}
        fi
        if [[ $rest == [[:space:]]* || $index -eq 0 ]]; then
          ((index > 0)) && words+=("$joined")
          joined=''
          rest=${rest#"${rest%%[![:space:]]*}"}
        fi
        ((index == COMP_CWORD)) && word=${rest}
        joined+=$word
        rest=${rest#"$word"}
      done
      words+=("$joined")
      broken=''
      [[ $joined == *[:=]* ]] && broken=${joined%"${joined##*[:=]}"}
      COMPREPLY=()
      manner=''
      while IFS=$'\t' read -r candidate _; do
        if [[ -z $manner ]]; then
          manner=$candidate
        else
          COMPREPLY+=("${candidate#"$broken"}")
        fi
      done < <("${words[0]}" __complete -- "${words[@]:1}" 2>/dev/null)
      case $manner in
        beginnings) compopt -o nospace 2>/dev/null ;;
        files | folders)
          compopt -o filenames 2>/dev/null
          local what=-f
          [[ $manner == folders ]] && what=-d
          while IFS= read -r candidate; do
            COMPREPLY+=("$candidate")
          done < <(compgen "$what" -- "${joined#"$broken"}")
          ;;
      esac
    }
    complete -F _mandate mandate

    """#

  private static let zshText = #"""
    #compdef mandate
    # Completion of mandate for zsh: mandate completion zsh > "${fpath[1]}/_mandate"
    _mandate() {
      local -a answer values shown
      local line manner
      answer=("${(@f)$("${(Q)words[1]}" __complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
      manner=$answer[1]
      for line in "${(@)answer[2,-1]}"; do
        [[ -n $line ]] || continue
        values+=("${line%%$'\t'*}")
        if [[ -n ${line#*$'\t'} ]]; then
          shown+=("${line%%$'\t'*}  -- ${line#*$'\t'}")
        else
          shown+=("${line%%$'\t'*}")
        fi
      done
      case $manner in
        files) _files ;;
        folders) _files -/ ;;
        beginnings) compadd -S '' -l -d shown -a values ;;
        *) compadd -l -d shown -a values ;;
      esac
    }
    if [[ $funcstack[1] == _mandate ]]; then
      _mandate "$@"
    else
      compdef _mandate mandate
    fi

    """#

  private static let fishText = #"""
    # Completion of mandate for fish: mandate completion fish > ~/.config/fish/completions/mandate.fish
    function __mandate_complete
        set -l words (commandline -opc)
        set -l current (commandline -ct)
        set -l answer (command $words[1] __complete -- $words[2..-1] "$current" 2>/dev/null)
        switch "$answer[1]"
            case files
                __fish_complete_path "$current"
            case folders
                __fish_complete_directories "$current"
            case '*'
                if set -q answer[2]
                    string join \n -- $answer[2..-1]
                end
        end
    end
    complete -c mandate -f -a '(__mandate_complete)'

    """#
}
