# Judges text without running it, and ends the session's shells when the session is gone.
LC_ALL=C
trap '' HUP INT TERM
guarded=
while IFS= read -r -d '' kind && IFS= read -r -d '' text; do
  case $kind in
    G) guarded="$guarded $text " ;;
    R) guarded=${guarded/" $text "/} ;;
    *)
      message=$({ eval "set -n
$kind
$text"; } 2>&1 </dev/null)
      printf '%s\0' "$?" "$message"
      ;;
  esac
done
for pid in $guarded; do
  kill -HUP -- "-$pid"
  kill -CONT -- "-$pid"
  kill -KILL -- "-$pid"
done 2>/dev/null
