# a comment with a quote: it's fine \
docker ps -a # and another: "
  # indented comment

cat <<EOF
it's "open
EOF
cat <<'EOF' > file && echo done
$(not run
EOF
cat <<A <<'B' ; echo between
one
A
two
B
	cat <<-EOF
		tabs
	EOF
cat <<"E O F"
EOF
E O F
cat <<\EOF
$x
EOF
cat <<EOF
joined \
EOF
EOF
echo "$(cat <<EOF
in " a substitution
EOF
)" tail
echo "a
b 'c
d" 'e
f "g' $'h\'
i'
if true
then echo yes # it's
elif false; then
  :
else
  echo no
fi
for x in a b \
  c
do echo "$x"; done
for ((i=0; i<3; i++)); do echo $i; done
for x
do
  echo
done
while read -r line; do
  echo "$line"
done < <(docker ps) | wc -l
until false; do break; done 2>&1 |
  tail -5
case "$x" in
  a|b) echo ab ;;
  (c) echo c ;&
  "d e"|*.txt) ;;&
  *) case y in y) echo nested;; esac
esac
case x in esac
select y in a b; do echo; break; done
f () {
  local a=(1 2
    3) # comment )
  echo "${a[@]}"
}
function g { echo; }
function h() ( echo; )
k()
{
  echo
} > /dev/null 2>&1
[[ -f a && -n "$x" ||
   $x =~ ^(a|b)+$ ]]
[[ ! ( a == b* ) ]] && echo c
((
  x = 1 + 2
))
((x++)) || true
(( (x) + (y) ))
( (echo a); (echo b) )
((echo a) ; (echo b))
echo $((1 + (2 * 3))) $(( 16#ff ))
echo $((echo a); echo b)
a=(one "two words" [5]=five
  # comment
  six)
a[1 + 2]=x b[$i]=y c+=z
x='it'\''s' y="a \"b\" c" docker run
echo a \
  b \
  c
echo a && echo b ||
  echo c
echo a |
  # comment in between
  cat
echo a; echo b & echo c
{ echo a; echo b; } | cat
time docker ps
time -p ls
! true
! { false; }
coproc cat
coproc NAME { cat; }
echo ${x:-"a b"} ${x:-'}'} "${x:-"}"}" "${x%\}}" ${#x} $# $$ $!
echo "`echo "a"`" `echo \`echo b\``
echo "a $(echo "b $(echo "c")")"
echo $(case x in x) echo y;; esac)
echo $(
  # it's a comment )
  echo a
)
diff <(echo a) <(echo b) >(cat)
echo a >&2 2>&1 &>x &>>y >|z <>w 3<&- {fd}>&1
cat <<< "here $x"
cat <<<word
docker stop a;docker rm a;
echo {a,b}{1..3} {} {a ~ ~/x a=~ [ab] ? *
echo a#b #c
echo if then fi
echo \
'x'
docker build -t x - <<EOF && docker run x
FROM scratch
EOF
x=$(cat <<'EOF'
a)b
EOF
)
if [ -z "$x" ]; then cat <<EOF; fi
body
EOF
while :; do cat <<A | cat; break; done <<B
a
A
b
B
echo "unicode ünï — 日本 🐳" 'é'
