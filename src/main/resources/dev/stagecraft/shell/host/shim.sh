#!@BASH@ -p
# Calls back into the Stagecraft session that this shell belongs to.
LC_ALL=C
{ : 9<&0; } 2>/dev/null || exec 0</dev/null
{ : 9>&1; } 2>/dev/null || exec 1>/dev/null
{ : 9>&2; } 2>/dev/null || exec 2>/dev/null
f=
[ -t 0 ] && f=0
[ -t 1 ] && f=${f}1
[ -t 2 ] && f=${f}2
[ /dev/fd/1 -ef /dev/fd/2 ] && f=$f=
if ! { exec 3<>/dev/tcp/127.0.0.1/@PORT@; } 2>/dev/null; then
  echo @NAME@": the Stagecraft session that this shell belongs to has ended" >&2
  exit 125
fi
{
  printf '%s\0' @TOKEN@ C $$ "$PWD" "$f" $(($# + 1)) @NAME@ "$@"
  [ -r /proc/$$/environ ] || export -p
  printf '\0'
} >&3
hear() {
  trap 'printf "INT\0" >&3' INT
  trap 'printf "TERM\0" >&3' TERM
}
# until here a signal ends the shim, and with it the call
hear

s= o= e= i= w=
size() { printf 'SIZE\0%s\0' "$(@STTY@ size 2>/dev/null)" >&3; }
cooked() {
  [ -z "$s" ] || @STTY@ "$s" 2>/dev/null
  s=
  [ -z "$w" ] || kill "$w" 2>/dev/null
  w=
}
# Tells of new sizes: a trap of the shim itself would wait for the end of its read.
watch() {
  trap size WINCH
  trap - INT TERM
  size
  while kill -0 $$ 2>/dev/null; do
    @SLEEP@ 5 3>&- &
    wait $!
  done
}
# Lets go of the terminal and of the input; from here on signals mean what they mean to anyone.
release() {
  cooked
  [ -z "$i" ] || kill "$i" 2>/dev/null
  trap - INT TERM
}
while :; do
  until IFS= read -r -d '' m <&3; do
    if [ $? -le 128 ]; then
      cooked
      exit 125
    fi
  done
  case $m in
    D)
      IFS= read -r -d '' m <&3
      IFS= read -r -d '' a <&3
      IFS= read -r -d '' b <&3
      release
      if ! printf %s "$a" 2>/dev/null; then
        m=1
        echo @NAME@": cannot write its output" >&2
      fi
      printf %s "$b" >&2
      exit "$m"
      ;;
    O*)
      trap '' INT # which would end a child that has not come to ignoring it
      { printf '%s\0' @TOKEN@ O "${m#?}" >&4; exec 3>&-; exec @CAT@ <&4; } 4<>/dev/tcp/127.0.0.1/@PORT@ &
      o=$!
      hear
      ;;
    E*)
      trap '' INT
      { printf '%s\0' @TOKEN@ E "${m#?}" >&4; exec 3>&-; exec @CAT@ <&4 >&2; } 4<>/dev/tcp/127.0.0.1/@PORT@ &
      e=$!
      hear
      ;;
    I*)
      trap '' INT
      exec 5<&0
      { printf '%s\0' @TOKEN@ I "${m#?}" >&4; exec 3>&-; exec @CAT@ <&5 >&4; } 4<>/dev/tcp/127.0.0.1/@PORT@ &
      i=$!
      disown $i
      exec 5<&-
      hear
      ;;
    R)
      [ -n "$s" ] || s=$(@STTY@ -g 2>/dev/null)
      @STTY@ raw -echo 2>/dev/null
      if [ -n "$w" ]; then
        size
      else
        exec 5<&0
        watch <&5 >/dev/null 2>&1 &
        w=$!
        disown $w
        exec 5<&-
      fi
      ;;
    K) cooked ;;
    W) size ;;
    X*) break ;;
  esac
done
release
q=0
[ -z "$o" ] || { wait "$o"; q=$?; }
[ -z "$e" ] || wait "$e"
case $m in
  XINT)
    kill -INT $$
    exit 130
    ;;
  XTERM)
    kill -TERM $$
    exit 143
    ;;
esac
m=${m#X}
if [ $q -gt 128 ]; then
  exit $q
elif [ $q -gt 0 ] && [ "$m" = 0 -o "$m" = 141 ]; then
  exit 1
fi
exit "$m"
