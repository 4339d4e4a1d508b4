# Shared by ./omnigraph and ./omnigraph-server; sourced, never run. Sets `root`, `image` and `java`, building the image on first use.
# Only shell built-ins on the fast path: each fork costs more than the JVM has to spare.

fail() {
  printf 'omnigraph: %s\n' "$1" >&2
  exit "${2:-78}"
}

# True if the folder $1 is a JDK of version 25 or newer; reads its `release` file instead of starting it.
is_jdk() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  local line version
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        version=${line#JAVA_VERSION=\"}
        version=${version%%[!0-9]*}
        [ "${version:-0}" -ge 25 ] 2>/dev/null
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

# Prints the home of a JDK 25: OMNIGRAPH_JAVA_HOME, JAVA_HOME, PATH, then the usual folders.
find_jdk() {
  local candidate on_path
  if [ -n "${OMNIGRAPH_JAVA_HOME:-}" ]; then
    is_jdk "$OMNIGRAPH_JAVA_HOME" || fail "OMNIGRAPH_JAVA_HOME=$OMNIGRAPH_JAVA_HOME is not a JDK 25 or newer"
    printf '%s' "$OMNIGRAPH_JAVA_HOME"
    return
  fi
  on_path=$(command -v javac || true)
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")
    on_path=${on_path%/bin/javac}
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /usr/local/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk "$candidate"; then
      printf '%s' "$candidate"
      return
    fi
  done
  fail "no JDK 25 found. Looked at JAVA_HOME (${JAVA_HOME:-not set}), javac on the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks.
Install one (for example Temurin 25) and set JAVA_HOME or OMNIGRAPH_JAVA_HOME to its folder."
}

# The commit that is checked out, or nothing outside a plain git checkout; built-ins only.
checked_out_commit() {
  commit=
  local head
  [ -r "$root/.git/HEAD" ] || return 0
  IFS= read -r head <"$root/.git/HEAD" || return 0
  case $head in
    "ref: "*) [ -r "$root/.git/${head#ref: }" ] && IFS= read -r commit <"$root/.git/${head#ref: }" ;;
    *) commit=$head ;;
  esac
  return 0
}

build_image() {
  local jdk log
  jdk=$(find_jdk) || exit $?
  command -v mvn >/dev/null || fail "Apache Maven is needed to build on first use, and 'mvn' is not on the PATH"
  mkdir -p "$root/target" || fail "cannot write to $root/target" 73
  log=$root/target/first-build.log
  if command -v flock >/dev/null; then
    exec 9>"$root/target/first-build.lock"
    flock 9
    is_built && return
  fi
  printf 'omnigraph: building once with %s (about a minute; log in target/first-build.log) ...' "$jdk" >&2
  if ! (cd "$root" && JAVA_HOME=$jdk PATH=$jdk/bin:$PATH mvn -B -ntp -Dmaven.test.skip=true package) >"$log" 2>&1 </dev/null; then
    printf ' failed\n' >&2
    grep -E '^\[ERROR\]' "$log" | head -12 >&2
    fail "the build failed; the whole log is in $log" 70
  fi
  [ -n "$commit" ] && printf '%s\n' "$commit" >"$image/built-from"
  printf ' done\n' >&2
  if command -v flock >/dev/null; then exec 9>&-; fi
}

# True if the image is whole and was made from the commit that is checked out (a build by hand leaves no `built-from`: it counts).
is_built() {
  [ -r "$image/ready" ] || return 1
  [ -r "$image/built-from" ] && [ -n "$commit" ] || return 0
  local made
  IFS= read -r made <"$image/built-from"
  [ "$made" = "$commit" ]
}

prepare() {
  image=$root/dist/target/omnigraph
  checked_out_commit
  is_built || build_image
  IFS= read -r java_home <"$image/java-home"
  if [ -n "${OMNIGRAPH_JAVA_HOME:-}" ] || ! is_jdk "$java_home"; then
    java_home=$(find_jdk) || exit $?
  fi
  java=$java_home/bin/java
}
