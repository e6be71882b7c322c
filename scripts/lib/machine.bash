# What scripts/stagecraft and scripts/check share: where things lie, which Java, what is missing on this machine and how to bring it.
# Sourced, never run. Needs: root (the project's folder). Only slow paths come here.

state=${XDG_STATE_HOME:-$HOME/.local/state}/stagecraft
cache=${XDG_CACHE_HOME:-$HOME/.cache}/stagecraft

say() { printf '%-10s %s\n' "$1" "$2" >&2; }

# fail STATUS MESSAGE [HINT]...
fail() {
  local status=$1
  printf 'stagecraft: %s\n' "$2" >&2
  shift 2
  local word='  try  ' hint
  for hint in "$@"; do
    printf '%s%s\n' "$word" "$hint" >&2
    word='       '
  done
  exit "$status"
}

short() { case $1 in "$HOME"/*) printf '~%s' "${1#"$HOME"}" ;; *) printf '%s' "$1" ;; esac }

took() {
  if (($1 < 60)); then printf '%d s' "$1"; else printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); fi
}

# with_clock AREA WHAT LOG COMMAND...: runs COMMAND with its output in LOG and shows one line that counts its seconds.
with_clock() {
  local area=$1 what=$2 log=$3 ticker= status=0 start=$SECONDS work
  shift 3
  mkdir -p "${log%/*}" 2>/dev/null && : >"$log" 2>/dev/null || log=/dev/null
  if [ -t 2 ]; then
    (while :; do printf '\r%-10s %s … %s' "$area" "$what" "$(took $((SECONDS - start)))" >&2; sleep 1; done) &
    ticker=$!
  fi
  "$@" >>"$log" 2>&1 </dev/null &
  work=$!
  # shellcheck disable=SC2064
  trap "kill $work $ticker 2>/dev/null; wait $work 2>/dev/null; printf '\n' >&2; say '$area' 'interrupted; it goes on at the next start'; trap - INT; kill -INT \$\$" INT
  # shellcheck disable=SC2064
  trap "kill $work $ticker 2>/dev/null; exit 143" TERM
  # shellcheck disable=SC2064
  trap "kill $work $ticker 2>/dev/null; exit 129" HUP
  wait "$work" || status=$?
  trap - INT TERM HUP
  if [ -n "$ticker" ]; then
    kill "$ticker" 2>/dev/null
    wait "$ticker" 2>/dev/null
    printf '\r\033[K' >&2
  fi
  if ((status == 0)); then
    say "$area" "$what … $(took $((SECONDS - start)))   (log: $(short "$log"))"
  fi
  return "$status"
}

# The major version of a Java home, from its release file, or by asking it; 0 where it is none.
java_major() {
  local line version=
  if [ -r "$1/release" ]; then
    while IFS= read -r line; do
      case $line in JAVA_VERSION=*) version=${line#JAVA_VERSION=\"} ;; esac
    done <"$1/release"
  elif [ -x "$1/bin/java" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
  fi
  version=${version%%[!0-9]*}
  echo "${version:-0}"
}

java_homes() {
  local program
  [ -n "${JAVA_HOME:-}" ] && printf '%s\n' "$JAVA_HOME"
  program=$(type -P java) && program=$(readlink -f "$program") && printf '%s\n' "${program%/bin/java}"
  for program in /usr/lib/jvm/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
    [ -x "$program" ] && printf '%s\n' "${program%/bin/java}"
  done
}

# find_java: sets java_home and java_version (17 or newer; one with a compiler before one without), and jdk_home where there is a compiler.
find_java() {
  java_home= java_version=0 jdk_home=
  local home major
  while IFS= read -r home; do
    [ -x "$home/bin/java" ] || continue
    major=$(java_major "$home")
    ((major >= 17)) || continue
    if [ -z "$java_home" ]; then
      java_home=$home
      java_version=$major
    fi
    if [ -x "$home/bin/javac" ]; then
      jdk_home=$home
      break
    fi
  done < <(java_homes)
  [ -n "$java_home" ]
}

# find_java_of MAJOR: prints the home of a Java of that very version with a compiler.
find_java_of() {
  local home
  while IFS= read -r home; do
    if [ -x "$home/bin/javac" ] && [ "$(java_major "$home")" = "$1" ]; then
      printf '%s\n' "$home"
      return
    fi
  done < <(java_homes)
  return 1
}

distribution() {
  local line id= like=
  if [ -r /etc/os-release ]; then
    while IFS= read -r line; do
      case $line in
        ID=*) id=${line#ID=} ;;
        ID_LIKE=*) like=${line#ID_LIKE=} ;;
      esac
    done </etc/os-release
  fi
  id=${id//\"/} like=${like//\"/}
  case $id in
    debian | ubuntu) echo "$id" ;;
    *) case " $like " in *' ubuntu '*) echo ubuntu ;; *' debian '*) echo debian ;; *) echo other ;; esac ;;
  esac
}

# Whether this start needs an engine of its own: nobody named one, and no socket is where engines put theirs.
engine_is_missing() {
  [ -z "${DOCKER_HOST:-}${DOCKER_CONTEXT:-}${STAGECRAFT_ENGINE_NAMED:-}" ] || return 1
  local socket
  for socket in /var/run/docker.sock "${XDG_RUNTIME_DIR:-/nowhere}/docker.sock" "$HOME/.docker/run/docker.sock" \
    "$HOME/.docker/desktop/docker.sock" "${XDG_RUNTIME_DIR:-/nowhere}/podman/podman.sock" "$HOME/.colima/default/docker.sock"; do
    [ -S "$socket" ] && return 1
  done
  return 0
}

has() { type -P "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || [ -x "/sbin/$1" ]; }

# missing_for java|build|engine|tests...: prints the Debian packages that are not there.
missing_for() {
  local need
  for need in "$@"; do
    case $need in
      java) find_java || echo java ;;
      build)
        find_java && [ -n "$jdk_home" ] || echo java
        has mvn || echo maven
        ;;
      engine)
        if engine_is_missing; then
          has dockerd || echo docker.io
          has iptables || echo iptables
          # nft takes empty tables away again, ip the engine's bridge.
          has nft || echo nftables
          has ip || echo iproute2
          # Recipes need a Debian mirror; on Ubuntu only where one is named.
          if [ "$(distribution)" != ubuntu ] || [ -n "${STAGECRAFT_DEBIAN_MIRROR:-}" ]; then
            has debootstrap || echo debootstrap
            [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || echo debian-archive-keyring
          fi
        fi
        has curl || echo curl
        [ -e /etc/ssl/certs/ca-certificates.crt ] || echo ca-certificates
        ;;
      tests)
        # What tests call back from, and look at processes with.
        has make || echo make
        has ps || echo procps
        # Shells that completion is tried in.
        has zsh || echo zsh
        has fish || echo fish
        ;;
    esac
  done | sort -u
}

java_package() {
  local name
  for name in openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless; do
    if apt-cache show "$name" 2>/dev/null | grep -q '^Filename:'; then
      echo "$name"
      return
    fi
  done
  echo default-jdk-headless
}

# What apt does before it installs: end what was interrupted, know the packages.
apt_ready() {
  # Slim systems have no manual pages, and OpenJDK's package fails where their folder is missing.
  [ -d /usr/share/man/man1 ] || mkdir -p /usr/share/man/man1
  if [ -n "$(dpkg --audit 2>/dev/null)" ]; then
    dpkg --configure -a --force-confold || return
    apt-get -y -o DPkg::Lock::Timeout=300 --fix-broken install || return
  fi
  apt-get -q -o DPkg::Lock::Timeout=300 update
}

apt_install() {
  apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold --no-install-recommends install "$@"
}

policy_mark='# written by stagecraft while it installs packages; may be removed'

# Where no service manager runs, a package must not start a daemon that nobody would stop.
hold_services() {
  [ -d /run/systemd/system ] || [ -e /usr/sbin/policy-rc.d ] || {
    printf '%s\n' '#!/bin/sh' "$policy_mark" 'exit 101' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
  }
}

release_services() {
  if [ -e /usr/sbin/policy-rc.d ] && grep -qF "$policy_mark" /usr/sbin/policy-rc.d; then
    rm -f /usr/sbin/policy-rc.d
  fi
}

# require provision|tell NEED...: brings what NEEDs lack, or says which commands do.
require() {
  local how=$1 packages kind
  shift
  packages=$(missing_for "$@")
  # What an interrupted installation left is finished, even where all programs are there.
  [ -n "$packages" ] || { [ "$how" = provision ] && [ -e "$state/provisioning" ]; } || return 0
  kind=$(distribution)
  local become=
  [ "$(id -u)" = 0 ] || become='sudo '
  if [ "$how" = provision ] && [ "$kind" != other ] && [ "$(id -u)" = 0 ]; then
    install_packages $packages
    return
  fi
  local names=${packages//$'\n'/ }
  case $kind in
    other)
      fail 1 "missing on this machine: ${names/java/Java 17 or newer with javac}" \
        "install them with this system's own tools; Java is looked for in JAVA_HOME, PATH and /usr/lib/jvm"
      ;;
    *)
      local first="${become}apt-get update && ${become}apt-get install -y ${names/java/$(java_package)}"
      if [ "$(id -u)" = 0 ]; then
        fail 1 "missing on this machine: ${names/java/Java 17 or newer with javac}" "$first" "or add --provision, which does this"
      fi
      fail 1 "missing on this machine: ${names/java/Java 17 or newer with javac}" "$first"
      ;;
  esac
}

install_packages() {
  local log=$state/logs/provision.log status=0 name names=
  export DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1
  release_services
  mkdir -p "$state" && : >"$state/provisioning" || fail 1 "cannot write to $state" 'free some space or set XDG_STATE_HOME'
  with_clock provision 'lists of packages' "$log" apt_ready ||
    provision_failed "$log" 'apt-get update, or dpkg --configure -a before it, failed'
  for name in "$@"; do
    [ "$name" != java ] || name=$(java_package)
    names="$names${names:+ }$name"
  done
  if [ -n "$names" ]; then
    hold_services
    trap release_services EXIT
    # shellcheck disable=SC2086
    with_clock provision "${names// /, }" "$log" apt_install $names || status=$?
    release_services
    trap - EXIT
    ((status == 0)) || provision_failed "$log" "apt-get install $names failed"
    hash -r
  fi
  rm -f "$state/provisioning"
}

provision_failed() {
  { grep -E '(^|[ :])error:|error processing|^E: |^Err:' "$1" || tail -n 5 "$1"; } | head -n 5 | sed 's/^/  /' >&2
  fail 1 "$2" "$(short "$1") has all of it; the next start goes on from here"
}

maven_failed() {
  local log=$1 line
  line=$(grep -m1 -E 'Could not transfer|UnknownHost|Unknown host|Connection refused|Connection timed out|No route to host|PKIX path|offline mode|Network is unreachable' "$log" || true)
  if [ -n "$line" ]; then
    printf '  %s\n' "${line#\[ERROR\] }" | cut -c1-400 >&2
    fail 1 'Maven cannot reach its repository' \
      'check the network; a proxy or a mirror belongs in ~/.m2/settings.xml' "$(short "$log") has all of it"
  fi
  grep -E '^\[ERROR\]' "$log" | head -n 8 | sed 's/^/  /' >&2
  fail 1 'the build failed' "$(short "$log") has all of it"
}
