# Copyright (c) 2026 The MatTrainer developers.
#
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#     http://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.
#
# Finds Java and starts a command; sourced by the scripts beside it, which set command_name and main_class.
# From a checkout the first use builds the command with Maven; the release needs no build. Environment: JAVA_HOME (a
# JDK of 17 or later is taken as it is; otherwise the newest JDK found is used), JAVA_OPTS (options of the Java
# machine), MAT_CLASSPATH (jars with further trainers and sources). A command that sets needs_spark also uses SPARK_HOME
# (an installation of Spark), SPARK_CONF_DIR, HADOOP_CONF_DIR and YARN_CONF_DIR.
# shellcheck shell=sh disable=SC2154

fail() {
    echo "$command_name: $2" >&2
    exit "$1"
}

# What a name stands for behind symbolic links to it; links to folders above it stay, as they may avoid a colon.
behind_links() {
    path=$1
    while [ -L "$path" ]; do
        target=$(readlink "$path")
        case $target in
            /*) path=$target ;;
            *) path=$(dirname "$path")/$target ;;
        esac
    done
    echo "$path"
}
script=$(behind_links "$0")

# With it, cd may go elsewhere and prints where.
unset CDPATH

# The folder above the one that holds the script, and what it is called in the class path. A colon separates the entries
# there and cannot be part of one: then a link to the folder may have another name, or the system calls the opened folder
# by its number, 9.
home=$(cd "$(dirname "$script")/.." && pwd -P) || exit 1
case $home in
    *:*) home=$(cd "$(dirname "$script")/.." && pwd) ;;
esac
place=$home
case $home in
    *:*)
        exec 9<"$home"
        place=/proc/self/fd/9
        [ -d "$place/bin" ] || fail 1 "a colon cannot be part of a Java class path: move $home to a folder without one, or link it to such a name and start $command_name there"
        ;;
esac

# Major version of the JDK in a folder, 0 if there is none: the file "release" tells without starting it.
major_version() {
    [ -x "$1/bin/java" ] || { echo 0; return; }
    version=
    [ -r "$1/release" ] && version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*"\([0-9]*\).*/\1/p')
    echo "${version:-0}"
}

consider() {
    found=$(major_version "$1")
    if [ "$found" -gt "$java_version" ] && { [ -z "$need_javac" ] || [ -x "$1/bin/javac" ]; }; then
        java_home=$1
        java_version=$found
    fi
}

find_java() {
    java_home=
    java_version=16
    if [ -n "$JAVA_HOME" ]; then
        consider "$JAVA_HOME"
        [ -n "$java_home" ] && return
    fi
    on_path=$(behind_links "$(command -v java)")
    [ -n "$on_path" ] && consider "$(dirname "$(dirname "$on_path")")"
    for candidate in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/openjdk* /opt/java/* /opt/jdk* \
        /opt/*/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home ${HOME:+"$HOME"/.sdkman/candidates/java/*} \
        ${HOME:+"$HOME"/.jdks/*}; do
        [ -d "$candidate" ] && consider "$candidate"
    done
    [ -n "$java_home" ] || fail 1 "expected a JDK of 17 or later in JAVA_HOME, on the PATH or in the usual folders, found none"
}

# One build at a time: waits until nobody else builds here. A lock whose process is gone is nobody's.
lock_build() {
    mkdir -p "$home/mat-evaluation/target" || exit 1
    waiting=
    until mkdir "$lock" 2>/dev/null; do
        [ -d "$lock" ] || fail 1 "cannot write to $home/mat-evaluation/target"
        owner=$(cat "$lock/pid" 2>/dev/null)
        if [ -n "$owner" ] && [ ! -d "/proc/$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf "$lock"
            continue
        fi
        [ -n "$waiting" ] || echo "$command_name: waiting for another build of $home ..." >&2
        waiting=yes
        sleep 1
    done
    trap unlock_build EXIT
    trap 'exit 130' HUP INT TERM
    echo "$$" >"$lock/pid"
}

unlock_build() {
    rm -rf "$lock"
    trap - EXIT HUP INT TERM
}

# Builds what the command needs; Maven speaks only if it fails. Spark's jars are fetched where no Spark is installed.
build() {
    [ "$place" = "$home" ] || fail 1 "Maven cannot build in a folder with a colon: build $home elsewhere, or link it to another name and start $command_name there"
    command -v mvn >/dev/null || fail 1 "Maven (mvn) is needed to build $home for its first use, found none on the PATH"
    echo "$command_name: building from source, which takes a minute or two ..." >&2
    log=$home/mat-evaluation/target/launcher-build.log
    started=$(date +%s)
    : >"$stamp.new"
    # Jars of an earlier version would be found beside the new ones. A command that still runs keeps its opened files.
    rm -rf "$home/mat-evaluation/target/lib" "$home"/mat-evaluation/target/mat-evaluation-*.jar
    [ -z "$needs_spark" ] || rm -rf "$home/mat-spark/target/spark" "$home"/mat-spark/target/mat-spark-*.jar
    # shellcheck disable=SC2086 # the options are words
    if ! (cd "$home" && JAVA_HOME=$java_home mvn -q -B $build_options -am \
        -Dmaven.test.skip=true -Dcyclonedx.skip=true -Derrorprone.flags=-XepDisableAllChecks package) \
        >"$log" 2>&1; then
        cat "$log" >&2
        fail 1 "the build failed; its output stands above and in $log"
    fi
    mv "$stamp.new" "$stamp"
    echo "$command_name: built in $(($(date +%s) - started)) s" >&2
}

sources_changed() {
    [ -f "$stamp" ] || return 0
    set -- "$home/pom.xml" "$home/mat-trainer/pom.xml" "$home/mat-trainer/src/main" \
        "$home/mat-evaluation/pom.xml" "$home/mat-evaluation/src/main"
    [ -n "$needs_spark" ] && set -- "$@" "$home/mat-spark/pom.xml" "$home/mat-spark/src/main"
    [ -n "$(find "$@" -newer "$stamp" | head -n 1)" ]
}

# The jar of a module, without its sources and its Javadoc.
module_jar() {
    for jar in "$place/$1/target/$1"-*.jar; do
        case $jar in
            *-sources.jar | *-javadoc.jar) ;;
            *) echo "$jar" ;;
        esac
    done
}

need_javac=
spark_home=
[ -n "$needs_spark" ] && spark_home=$SPARK_HOME
if [ -n "$spark_home" ] && [ ! -d "$spark_home/jars" ]; then
    fail 1 "expected an installation of Spark (jars/) in SPARK_HOME, found none in $spark_home"
fi
if [ -d "$home/lib" ]; then
    find_java
    classpath=$place/lib/*
    if [ -n "$needs_spark" ]; then
        [ -n "$spark_home" ] || fail 1 "expected an installation of Spark 4.2 in SPARK_HOME, which is not set"
        classpath=$place/lib/spark/*:$classpath
    fi
elif [ -f "$home/mat-evaluation/pom.xml" ]; then
    stamp=$home/mat-evaluation/target/launcher-stamp
    build_options="-pl mat-evaluation"
    if [ -n "$needs_spark" ]; then
        stamp=$home/mat-evaluation/target/launcher-stamp-spark
        build_options="-P spark -pl mat-spark"
    fi
    if sources_changed; then
        need_javac=yes
        find_java
        lock=$home/mat-evaluation/target/launcher-lock
        lock_build
        sources_changed && build
        unlock_build
    else
        find_java
    fi
    classpath=$(module_jar mat-evaluation):$place/mat-evaluation/target/lib/*
    if [ -n "$needs_spark" ]; then
        classpath=$(module_jar mat-spark):$classpath
        spark_home=${spark_home:-$place/mat-spark/target/spark}
    fi
else
    fail 1 "expected a release (lib/) or a checkout (mat-evaluation/pom.xml) in $home, found neither"
fi
if [ -n "$needs_spark" ]; then
    # Spark's jars come first: it wants all parts of a library in the version that it brings.
    classpath=${SPARK_CONF_DIR:-$spark_home/conf}${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}${YARN_CONF_DIR:+:$YARN_CONF_DIR}:$spark_home/jars/*:$classpath
    export SPARK_HOME="$spark_home"
fi
[ -n "$MAT_CLASSPATH" ] && classpath=$classpath:$MAT_CLASSPATH

# Options of the Java machine among the arguments; -D stays, because the command understands it too.
options="$JAVA_OPTS"
for argument do
    case $argument in
        *[[:space:]]*) ;;
        -D?* | -X?*) options="$options $argument" ;;
    esac
done
count=$#
while [ "$count" -gt 0 ]; do
    argument=$1
    shift
    count=$((count - 1))
    case $argument in
        -X?*) ;;
        *) set -- "$@" "$argument" ;;
    esac
done

# Without the module the command works too, with slower arithmetic, and says so.
vector="--add-modules jdk.incubator.vector"
grep -q '^MODULES=' "$java_home/release" 2>/dev/null &&
    ! grep -q '^MODULES=.*[" ]jdk\.incubator\.vector[" ]' "$java_home/release" && vector=
unsafe=
[ "$java_version" -ge 23 ] && unsafe=--sun-misc-unsafe-memory-access=allow
terminal=false
columns=80
if [ -t 2 ] && [ "${TERM:-dumb}" != dumb ]; then
    terminal=true
    size=$(stty size 2>/dev/null <&2) && columns=${size#* }
fi

# Java reads and writes the names of files by the locale. Where that has no letters but those of ASCII, as in containers
# and services, names are taken for UTF-8.
case $(locale charmap 2>/dev/null) in
    ANSI_X3.4-1968 | US-ASCII | 646)
        for utf8 in C.UTF-8 C.utf8 en_US.UTF-8; do
            [ "$(LC_ALL=$utf8 locale charmap 2>/dev/null)" = UTF-8 ] && export LC_ALL="$utf8" && break
        done
        names="-Dsun.jnu.encoding=UTF-8 -Dfile.encoding=UTF-8"
        ;;
    *) names= ;;
esac

# No object is ever deserialized, but by Spark, whose processes send them to each other.
objects="-Djdk.serialFilter=!*"
opens=
if [ -n "$needs_spark" ]; then
    objects="-Djdk.serialFilter="
    # What Spark's own scripts open.
    for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
        java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.util.calendar; do
        opens="$opens --add-opens=java.base/$package=ALL-UNNAMED"
    done
    [ "$java_version" -ge 24 ] || opens="$opens --add-opens=java.base/sun.security.action=ALL-UNNAMED"
    [ "$java_version" -ge 24 ] && opens="$opens --enable-native-access=ALL-UNNAMED"
fi

set -f
# shellcheck disable=SC2086 # the options are words
exec "$java_home/bin/java" $vector $unsafe $names $opens \
    "$objects" -Djavax.xml.accessExternalDTD= -Djavax.xml.accessExternalSchema= \
    -Djava.awt.headless=true "-Dmattrainer.terminal=$terminal" "-Dmattrainer.columns=$columns" "-DmattrainerHome=$home" \
    $options -cp "$classpath" "$main_class" "$@"
