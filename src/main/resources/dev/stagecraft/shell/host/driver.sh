# The driver: bash reads it as its rcfile, and from then on never comes back to its own reader.
# Every builtin by \builtin and every name __sc_*, so that no function or alias of the person gets
# in the way. The person's text is evaluated at top level, in the text of PROMPT_COMMAND.
@STDERR@
@SIGNALS@
\builtin set +o history
\builtin set +H
\builtin unset -v HISTFILE
\builtin unset -f command_not_found_handle
\builtin shopt -s execfail
[[ ! -x @SHIMS@/help ]] || \builtin enable -n help
[[ ! -x @SHIMS@/history ]] || \builtin enable -n history
\builtin export "PATH="@SHIMS@":$PATH"
__sc_id= __sc_st=0 __sc_x= __sc_t= __sc_cmd= __sc_i= __sc_n= __sc_fl=$- __sc_q=0 __sc_top= __sc_brk=
__sc_args=()

# What is known of this shell, less its traps: a function would see too few of them.
__sc_state() {
  \builtin printf '%s\0' @TOKEN@ "$1" "$__sc_id" "$__sc_st" "$__sc_fl" "$$" "$__sc_top"
  \builtin pwd
  \builtin printf '\0'
  \builtin declare -p
  \builtin printf '\0'
  \builtin declare -f
  \builtin printf '\0'
  \builtin declare -F
  \builtin printf '\0'
  \builtin alias -p
  \builtin printf '\0'
  \builtin shopt -p
  \builtin set +o
  \builtin printf '\0'
  \builtin umask -p
  \builtin printf '\0'
  \builtin jobs -l
  \builtin printf '\0'
}

__sc_before() {
  if [[ $__sc_id != i* ]]; then
    __sc_fl=$-
    if [[ $__sc_fl == *x* ]]; then
      \builtin set +x
      __sc_x=$'\\builtin set -x\n'
    else
      __sc_x=
    fi
  fi
  if [[ -n $__sc_t ]]; then
    \builtin eval "$__sc_t"
    __sc_t=
  fi
  if [[ ${PROMPT_COMMAND-} != "$__sc_P" ]]; then
    PROMPT_COMMAND=$__sc_P
  fi
  case ":${PATH-}:" in
    *:@SHIMS@:*) ;;
    *) \builtin export "PATH="@SHIMS@"${PATH:+:$PATH}" ;;
  esac
  \builtin :
}

# Gets the next statement: its id, a status that it is to see, and its text or a file that holds it.
__sc_next() {
  \builtin jobs >/dev/null
  __sc_id=
  IFS= TMOUT=0 \builtin read -r -d '' __sc_i || \builtin exit 110
  IFS= TMOUT=0 \builtin read -r -d '' __sc_n || \builtin exit 110
  IFS= TMOUT=0 \builtin read -r -d '' __sc_cmd || \builtin exit 110
  if [[ $__sc_cmd == @* ]]; then
    IFS= TMOUT=0 \builtin read -r -d '' __sc_cmd <"${__sc_cmd#?}" || \builtin :
  else
    __sc_cmd=${__sc_cmd#?}
  fi
  if [[ $__sc_i != i* ]]; then
    __sc_cmd=$__sc_x$__sc_cmd
  fi
  if [[ -n $__sc_n ]]; then
    __sc_st=$__sc_n
  fi
  __sc_id=$__sc_i __sc_top=
}

__sc_ret() {
  \builtin return "$1"
}

# __sc_top: what the last statement came to where bash has come back to its top by itself, as it does
# for an INT that nobody traps; with a b behind it where the statement broke the loop.
__sc_P='{ __sc_top=$?$__sc_brk __sc_brk=; } 2>/dev/null
while while { __sc_q=$?; [[ -z $__sc_top ]] || __sc_q=${__sc_top%b}; __sc_args=("$@"); [[ $__sc_id == i* ]] || __sc_st=$__sc_q; __sc_before; { __sc_state N >&0; \builtin trap -p >&0; \builtin printf "\0END\0" >&0; __sc_next; } 0<>/dev/tcp/127.0.0.1/@PORT@ || \builtin exit 111; } 2>/dev/null; do
if [[ $__sc_st == 0 ]]; then \builtin eval "$__sc_cmd"; else __sc_ret "$__sc_st" || \builtin eval "$__sc_cmd"; fi
done; do \builtin :; done
{ __sc_brk=b __sc_t=$(\builtin trap -p INT); [[ -z $__sc_t ]] || \builtin trap - INT; \builtin kill -INT $$; } 2>/dev/null'
\builtin readonly __sc_P
\builtin readonly -f __sc_state __sc_before __sc_next __sc_ret
\builtin trap '{ __sc_st=$?; { __sc_state Z; \builtin trap -p; \builtin printf "\0END\0"; } >|/dev/tcp/127.0.0.1/@PORT@ || \builtin kill -HUP $(\builtin jobs -p); } 2>/dev/null' EXIT
BASH_ARGV0=@CALLED@
PROMPT_COMMAND=$__sc_P
