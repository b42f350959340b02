/*
 * Copyright (c) 2026 The MatTrainer developers.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.mattrainer.evaluation.command;

import java.util.ArrayList;
import java.util.List;

/**
 * A script for bash that completes a command's flags, files and folders after those that take them, and the names of
 * components: those that stand in the file after {@code -c}, as far as it is XML.
 */
final class BashCompletion {

    private static final List<String> ALWAYS = List.of("--help", "--version", "--completion");

    private BashCompletion() {}

    /** The script of a command, made of its flags, so that it completes what there is. */
    static String of(String command, List<? extends CommandFlag> flags) {
        List<String> words = new ArrayList<>();
        List<String> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        List<String> jobs = new ArrayList<>();
        List<String> components = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> configurations = new ArrayList<>();
        for (CommandFlag flag : flags) {
            List<String> names = names(flag);
            words.addAll(names);
            if (flag.takesValue()) {
                String kind = flag.syntax().argument().replaceAll("\\W.*", "");
                List<String> group = switch (kind) {
                    case "FILE", "PATH" -> flag.longName().equals("config-file") ? configurations : files;
                    case "DIR" -> folders;
                    case "NAME" -> flag.longName().equals("experiment") ? jobs : components;
                    default -> others;
                };
                group.addAll(names);
            }
        }
        words.addAll(ALWAYS);
        others.add("--completion");
        String function = "_" + command.replace('-', '_');
        StringBuilder cases = new StringBuilder();
        add(
                cases,
                configurations,
                "COMPREPLY=($(compgen -f -X '!*.@(xml|json|pb|pbtxt)' -- \"$word\")" + " $(compgen -d -- \"$word\"))");
        add(cases, files, "COMPREPLY=($(compgen -f -- \"$word\"))");
        add(cases, folders, "COMPREPLY=($(compgen -d -- \"$word\"))");
        add(cases, jobs, "COMPREPLY=($(compgen -W \"$(" + function + "_names '[A-Za-z]*Job')\" -- \"$word\"))");
        add(cases, components, "COMPREPLY=($(compgen -W \"$(" + function + "_names '[A-Za-z]*')\" -- \"$word\"))");
        add(cases, others, "COMPREPLY=()");
        return """
                # Completion of %1$s for bash: source <(%1$s --completion bash)
                shopt -s extglob
                %2$s_names() {
                    local i file
                    for ((i = 1; i < COMP_CWORD; i++)); do
                        case ${COMP_WORDS[i]} in
                            -c | --config-file) file=${COMP_WORDS[i + 1]} ;;
                        esac
                    done
                    [ -r "$file" ] && tr '\\n' ' ' <"$file" |
                        grep -o '<component [^>]*type="[A-Za-z.]*\\.'"$1"'"' | sed -n 's/.*[ ]name="\\([^"]*\\)".*/\\1/p'
                }
                %2$s() {
                    local word=${COMP_WORDS[COMP_CWORD]}
                    case ${COMP_WORDS[COMP_CWORD - 1]} in
                %3$s    esac
                    case $word in
                        -*) COMPREPLY=($(compgen -W "%4$s" -- "$word")) ;;
                        *) COMPREPLY=($(compgen -f -- "$word")) ;;
                    esac
                }
                complete -o filenames -F %2$s %1$s
                """.formatted(command, function, cases, String.join(" ", words));
    }

    private static List<String> names(CommandFlag flag) {
        String name = "--" + flag.longName();
        return flag.letter() == CommandFlag.NO_LETTER ? List.of(name) : List.of("-" + flag.letter(), name);
    }

    private static void add(StringBuilder cases, List<String> flags, String reply) {
        if (!flags.isEmpty()) {
            cases.append("        ")
                    .append(String.join(" | ", flags))
                    .append(")\n            ")
                    .append(reply);
            cases.append("\n            return\n            ;;\n");
        }
    }
}
