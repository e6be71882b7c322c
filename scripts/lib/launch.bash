# The launcher's slow path: build, copy the jar where a later build cannot pull it from under a running JVM, make the class archive.
# Sourced by scripts/stagecraft. Sets: java app run archive; app is empty where the cache cannot be written.

stale() { [ "$sources" = yes ] && has_changed; }

has_changed() { [ ! -e "$jar" ] || [ -n "$(find "$root/pom.xml" "$root/src/main" -newer "$jar" -print -quit 2>/dev/null)" ]; }

build() {
  local start=$root/target/.build-start log=$state/logs/build.log why='sources changed'
  [ -e "$jar" ] || why='first start'
  mkdir -p "$root/target" || fail 1 "cannot write to $root/target" 'clone the project to a folder of your own'
  : >"$start"
  with_clock build "$why" "$log" env JAVA_HOME="$jdk_home" mvn -B -q -ntp -Dfast -Dmaven.test.skip=true -f "$root/pom.xml" package ||
    maven_failed "$log"
  [ -e "$jar" ] || fail 1 "the build made no $(short "$jar")" "$(short "$log") has its output"
  # As old as the build's start: what is edited while Maven runs is built at the next start.
  touch -r "$start" "$jar"
}

copy_jar() {
  local key
  key=$(cksum <"$jar") && key=${key// /-}
  app=$cache/app/$key
  if [ ! -e "$app/stagecraft.jar" ]; then
    if ! { mkdir -p "$app/lib" && cp -p "$jar" "$app/.jar.$$" && mv "$app/.jar.$$" "$app/stagecraft.jar"; } 2>/dev/null; then
      # A cache that is full or read-only costs the archive, nothing else.
      rm -f "$app/.jar.$$" 2>/dev/null
      app=
      return
    fi
    # Old copies go; the newest ones may still be running.
    ls -1dt "$cache"/app/*/ 2>/dev/null | tail -n +4 | while IFS= read -r old; do rm -rf "$old"; done
  fi
}

native_library() {
  local system machine path
  [ -z "$(ls -A "$app/lib" 2>/dev/null)" ] && [ -x "$jdk_home/bin/jar" ] || return 0
  case $(uname -s) in Linux) system=Linux ;; Darwin) system=Mac ;; *) return 0 ;; esac
  case $(uname -m) in x86_64 | amd64) machine=x86_64 ;; aarch64 | arm64) machine=arm64 ;; *) return 0 ;; esac
  (
    cd "$app" && rm -rf .native && mkdir .native && cd .native &&
      "$jdk_home/bin/jar" xf ../stagecraft.jar "org/jline/nativ/$system/$machine" &&
      for path in org/jline/nativ/"$system/$machine"/*; do mv "$path" ../lib/; done
    rm -rf "$app/.native"
  ) >/dev/null 2>&1
}

class_archive() {
  local major=$1 file option made
  made=$(cksum <"$java_home/release" 2>/dev/null || "$java" -version 2>&1 | cksum) && made=${made%% *}
  if ((major >= 25)); then file=$app/java$major-$made.aot option=-XX:AOTCache; else file=$app/java$major-$made.jsa option=-XX:SharedArchiveFile; fi
  archive=
  if [ ! -e "$file" ] || [ "$file" -nt "$note" -a -e "$note" ]; then
    rm -f "$file"
    train "$major" "$file.$$" && mv "$file.$$" "$file"
    rm -f "$file.$$"
  fi
  if [ -e "$file" ]; then archive=$option=$file; fi
}

# One run that loads the classes of a usual start; its output and its failure are nobody's concern. On a pseudo terminal it opens the
# prompt too; the engine that it speaks to is its own.
train() {
  local out=-XX:ArchiveClassesAtExit=$2 command
  (($1 < 25)) || out=-XX:AOTCacheOutput=$2
  command=("$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable -Xms16m -Xmx512m
    --enable-native-access=ALL-UNNAMED "$out" -Dlibrary.jline.path="$app/lib" -Dstagecraft.home="$root"
    -Dstagecraft.train=true -cp "$app/stagecraft.jar" dev.stagecraft.app.Main)
  if has script && has timeout; then
    printf '%s\n' 'docker images' 'echo done' exit |
      TERM=xterm-256color timeout --foreground 60 script -qec "stty rows 24 cols 80; $(printf '%q ' "${command[@]}")" /dev/null >/dev/null 2>&1
  fi
  [ -s "$2" ] || "${command[@]}" --version </dev/null >/dev/null 2>&1
  [ -s "$2" ]
}

remember() {
  local release
  IFS= read -r -d '' release <"$java_home/release" 2>/dev/null
  printf '%s\n' "${JAVA_HOME:-}|$PATH|${XDG_CACHE_HOME:-}|$HOME" "$java" "${release//$'\n'/ }" "$app" "$archive" >"$note.$$" 2>/dev/null &&
    mv "$note.$$" "$note" 2>/dev/null
  rm -f "$note.$$" 2>/dev/null
}

prepare() {
  local lock
  [ "$sources" = yes ] || [ -e "$jar" ] || fail 1 "there is no $(short "$jar")" 'unpack the archive again, all of it, or run scripts/install again'
  lock=$(cksum <<<"$root") && lock=$state/build-${lock%% *}.lock
  # Two first starts at once build once: the second waits here and then finds the jar.
  if has flock && mkdir -p "$state" 2>/dev/null && : 2>/dev/null >>"$lock"; then
    exec 9>>"$lock"
    flock -n 9 || { say build 'another start builds; waiting for it' && flock 9; }
  fi
  # Children must not inherit the lock: a daemon of Maven's would hold it.
  if stale; then
    require "$provision" build
    find_java || fail 1 'no Java 17 or newer was found'
    build 9>&-
  else
    require "$provision" java
    find_java || fail 1 'no Java 17 or newer was found'
  fi
  java=$java_home/bin/java
  # A compiler's Java is the one that runs too, if there is one.
  if [ -n "$jdk_home" ]; then
    java_home=$jdk_home
    java=$jdk_home/bin/java
    java_version=$(java_major "$jdk_home")
  fi
  # Ctrl-C ends the start, not what happens to run for it: a Java takes it for itself.
  trap 'rm -f "$app/.jar.$$" "$app"/java*.$$ 2>/dev/null; exit 130' INT
  copy_jar
  if [ -n "$app" ]; then
    native_library 9>&-
    class_archive "$java_version" 9>&-
    run=$app/stagecraft.jar
    remember
  else
    run=$jar
    archive=
  fi
  trap - INT
  exec 9>&-
}
