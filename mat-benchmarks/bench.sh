# Builds this module and runs one of its programs; sourced by the scripts beside it. The comment at the head of a script is
# what its --help prints, before the options of the program where it has some.
# shellcheck shell=bash
set -euo pipefail

script=$(readlink -f "$0")
repository=$(dirname "$script")/..
modules=(-pl mat-benchmarks)
help=
for argument in "$@"; do
  if [ "$argument" = --help ]; then
    help=yes
  fi
done

print_head() {
  sed -n '2,${/^# shellcheck/q;/^#/!q;s/^# \{0,1\}//;p;}' "$script"
}

# run CLASS [--java-option OPTION]... [arguments]. An option of Java such as -XX:UseAVX=2 or -Xmx2g goes to the virtual
# machine, the other arguments to the program.
run() {
  if [ -n "$help" ]; then
    print_head
    exit
  fi
  start "$@"
}

# The same for a program that explains its options.
run_with_options() {
  if [ -n "$help" ]; then
    print_head
    start "$1" --help
  fi
  start "$@"
}

start() {
  local class="$1" options=()
  shift
  while [ "${1:-}" = --java-option ]; do
    options+=("$2")
    shift 2
  done
  cd "$repository"
  mvn -q -B "${modules[@]}" -am package -DskipTests
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" --add-modules jdk.incubator.vector "${options[@]}" \
    -cp "mat-benchmarks/target/classes:mat-benchmarks/target/lib/*" "$class" "$@"
}
