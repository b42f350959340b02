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

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed command line of a command. The host's parser is not used, because it ignores unknown short
 * flags, wants a value after long switches, and knows {@code --help} as the sole argument only.
 */
public final class CommandOptions {

    /** At most 10 digits, so that no size overflows. */
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,9})([kKmMgG]?)");

    /** By the names of the flags, which mean the same whichever command has them. */
    private final Map<String, String> values = new LinkedHashMap<>();

    private final Map<String, String> overrides = new LinkedHashMap<>();
    private final Map<String, String> systemProperties = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    private final List<? extends CommandFlag> known;

    private CommandOptions(List<? extends CommandFlag> known) {
        this.known = known;
    }

    /** Whether any argument asks for help. */
    static boolean asksForHelp(String... arguments) {
        return Arrays.asList(arguments).contains("--help")
                || Arrays.asList(arguments).contains("--usage")
                || Arrays.asList(arguments).contains("-h");
    }

    /** Parses flags alone; throws {@link CommandException} that names the argument. */
    public static CommandOptions parse(List<? extends CommandFlag> known, String... arguments) {
        CommandOptions options = parseWithOperands(known, arguments);
        if (!options.operands.isEmpty()) {
            throw usage("unexpected argument '" + options.operands.get(0) + "'; a configuration is given with -c FILE");
        }
        return options;
    }

    /** Parses flags with operands among them; what follows {@code --} is an operand. */
    public static CommandOptions parseWithOperands(List<? extends CommandFlag> known, String... arguments) {
        CommandOptions options = new CommandOptions(known);
        for (String argument : arguments) {
            if (argument.chars().anyMatch(Character::isISOControl)) {
                throw usage("argument '" + argument + "' holds a control character");
            }
        }
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            if (argument.equals("--")) {
                options.operands.addAll(rest);
                rest.clear();
            } else if (argument.startsWith("--@")) {
                options.override(argument, rest);
            } else if (argument.startsWith("--") && argument.length() > 2) {
                options.longFlag(argument, rest);
            } else if (argument.startsWith("-D") && argument.length() > 2) {
                options.systemProperty(argument);
            } else if (argument.startsWith("-") && argument.length() > 1) {
                options.shortFlags(argument, rest);
            } else {
                options.operands.add(argument);
            }
        }
        return options;
    }

    private void override(String argument, Deque<String> rest) {
        int equals = argument.indexOf('=');
        String name = argument.substring(3, equals < 0 ? argument.length() : equals);
        if (equals < 0 && rest.isEmpty()) {
            throw usage(argument + " needs a value");
        }
        putOnce(
                overrides,
                name,
                equals < 0 ? rest.pop() : argument.substring(equals + 1),
                "--@" + name,
                "; items of a list are given together, with commas between them");
    }

    private void systemProperty(String argument) {
        int equals = argument.indexOf('=');
        String name = argument.substring(2, equals < 0 ? argument.length() : equals);
        putOnce(systemProperties, name, equals < 0 ? "" : argument.substring(equals + 1), "-D" + name, "");
    }

    /** Of two different values no one could say which was meant; the same one may come from a script and by hand. */
    private static void putOnce(Map<String, String> all, String key, String value, String written, String advice) {
        String earlier = all.put(key, value);
        if (earlier != null && !earlier.equals(value)) {
            throw usage(written + ": given twice, found '" + earlier + "' and '" + value + "'" + advice);
        }
    }

    private void longFlag(String argument, Deque<String> rest) {
        int equals = argument.indexOf('=');
        String name = argument.substring(2, equals < 0 ? argument.length() : equals);
        CommandFlag flag = byLongName(name);
        if (flag == null) {
            throw usage("unknown flag --" + name + nearest(name));
        }
        if (equals >= 0) {
            rest.push(argument.substring(equals + 1));
            put(flag, argument, rest, true);
        } else {
            put(flag, argument, rest, false);
        }
    }

    private void shortFlags(String argument, Deque<String> rest) {
        for (int i = 1; i < argument.length(); i++) {
            CommandFlag flag = byLetter(argument.charAt(i));
            if (flag == null) {
                throw usage("unknown flag -" + argument.charAt(i)
                        + (argument.length() > 2 ? " in '" + argument + "'" : ""));
            }
            if (flag.takesValue() && i < argument.length() - 1) {
                throw usage("-" + argument.charAt(i) + " in '" + argument + "' needs a value after it");
            }
            put(flag, "-" + argument.charAt(i), rest, false);
        }
    }

    private void put(CommandFlag flag, String written, Deque<String> rest, boolean attached) {
        String value;
        if (flag.takesValue()) {
            if (rest.isEmpty() || (!attached && rest.peek().startsWith("-") && !isNumber(rest.peek()))) {
                throw usage(written + " needs a value: --" + flag.longName());
            }
            value = rest.pop();
        } else {
            boolean explicit = !rest.isEmpty()
                    && (attached
                            || List.of("true", "false").contains(rest.peek().toLowerCase(Locale.ROOT)));
            value = explicit ? rest.pop().toLowerCase(Locale.ROOT) : "true";
            if (!value.equals("true") && !value.equals("false")) {
                throw usage("--" + flag.longName() + " is true or false, found '" + value + "'");
            }
        }
        boolean list = flag.takesValue() && flag.syntax().argument().contains("[,");
        putOnce(
                values,
                flag.longName(),
                value,
                "--" + flag.longName(),
                list ? "; several go into one list, with commas between them" : "");
    }

    private CommandFlag byLongName(String name) {
        return known.stream()
                .filter(flag -> flag.longName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private CommandFlag byLetter(char letter) {
        return known.stream()
                .filter(flag -> flag.letter() == letter)
                .findFirst()
                .orElse(null);
    }

    private static boolean isNumber(String text) {
        return text.matches("-\\d+(\\.\\d+)?");
    }

    private String nearest(String name) {
        return Suggestion.nearest(
                        name, known.stream().map(CommandFlag::longName).toList())
                .map(flag -> "; did you mean --" + flag + "?")
                .orElse("");
    }

    /** The value of a flag. */
    public Optional<String> value(CommandFlag flag) {
        return Optional.ofNullable(values.get(flag.longName()));
    }

    /** Whether a switch is on. */
    public boolean isSet(CommandFlag flag) {
        return Boolean.parseBoolean(values.get(flag.longName()));
    }

    /** A path. */
    public Optional<Path> path(CommandFlag flag) {
        return value(flag).map(text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw usage("--" + flag.longName() + ": '" + text + "' is not a path");
            }
        });
    }

    /** An integer of at least a minimum, or the default. */
    public int integer(CommandFlag flag, int minimum, int defaultValue) {
        String text = values.get(flag.longName());
        if (text == null) {
            return defaultValue;
        }
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            value = minimum - 1;
        }
        if (value < minimum) {
            throw usage("--" + flag.longName() + ": expected a whole number of at least " + minimum + ", found '" + text
                    + "'");
        }
        return value;
    }

    /** The number of threads, by default one for each core. */
    public int threads() {
        return integer(CommonFlag.THREADS, 1, Runtime.getRuntime().availableProcessors());
    }

    /** The configuration files, of which there has to be one. */
    public List<String> configFiles() {
        List<String> files = list(CommonFlag.CONFIG_FILE);
        if (files.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "no configuration; give one with -c FILE (--help explains)");
        }
        return files;
    }

    /** The file name extension of configurations that are written. */
    public String configFormat() {
        return choice(CommonFlag.CONFIG_FORMAT, "xml", "json", "pb", "pbtxt").toLowerCase(Locale.ROOT);
    }

    /** A number of bytes, with k, m or g for powers of 1024, as the Java machine's own options have it; empty if absent. */
    public OptionalLong bytes(CommandFlag flag) {
        String text = values.get(flag.longName());
        if (text == null) {
            return OptionalLong.empty();
        }
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw usage("--" + flag.longName() + ": expected a size above 0 such as 900m or 2g, found '" + text + "'");
        }
        int thousands = " kmg".indexOf(Character.toLowerCase((size.group(2) + " ").charAt(0)));
        return OptionalLong.of(Long.parseLong(size.group(1)) << 10 * thousands);
    }

    /** One of some words, compared without case, or the first. */
    public String choice(CommandFlag flag, String... allowed) {
        String text = values.getOrDefault(flag.longName(), allowed[0]);
        for (String word : allowed) {
            if (word.equalsIgnoreCase(text)) {
                return word;
            }
        }
        throw usage("--" + flag.longName() + ": expected one of " + String.join(", ", allowed) + ", found '" + text
                + "'" + Suggestion.of(text, List.of(allowed)));
    }

    /** A comma-separated list of different whole numbers, empty if the flag is absent. */
    public long[] integers(CommandFlag flag) {
        List<Long> numbers = new ArrayList<>();
        for (String word : list(flag)) {
            try {
                numbers.add(Long.valueOf(word));
            } catch (NumberFormatException e) {
                throw usage("--" + flag.longName() + ": expected whole numbers such as 1,2,3, found '" + word + "'");
            }
        }
        if (values.containsKey(flag.longName())
                && (numbers.isEmpty() || Set.copyOf(numbers).size() < numbers.size())) {
            throw usage("--" + flag.longName() + ": expected different whole numbers such as 1,2,3, found '"
                    + values.get(flag.longName()) + "'");
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    /** A comma-separated list, empty if the flag is absent; a comma behind a backslash belongs to the word. */
    public List<String> list(CommandFlag flag) {
        List<String> words = new ArrayList<>();
        for (String word : values.getOrDefault(flag.longName(), "").split("(?<!\\\\),")) {
            if (!word.isBlank()) {
                words.add(word.trim().replace("\\,", ","));
            }
        }
        return words;
    }

    /** What is no flag, in order. */
    public List<String> operands() {
        return operands;
    }

    /** Overrides {@code component.property} or {@code globalProperty} to value, in order. */
    public Map<String, String> overrides() {
        return overrides;
    }

    /**
     * Requires that a property, which a flag stands for, is not overridden with another value.
     *
     * @param flag the flag
     * @param property {@code component.property}
     */
    public void requireOnce(CommandFlag flag, String property) {
        String value = values.get(flag.longName());
        String overridden = overrides.get(property);
        if (value != null && overridden != null && !value.equals(overridden)) {
            throw usage("--" + flag.longName() + " and --@" + property + " are one property, found '" + value
                    + "' and '" + overridden + "'");
        }
    }

    /** System properties given after the command's name. */
    public Map<String, String> systemProperties() {
        return systemProperties;
    }

    /** The flags and system properties as words that parse to the same; overrides and operands are left out. */
    public List<String> flagArguments() {
        List<String> words = new ArrayList<>();
        values.forEach((name, value) -> words.add("--" + name + "=" + value));
        systemProperties.forEach((name, value) -> words.add("-D" + name + "=" + value));
        return words;
    }

    /** A copy with further flags, and other overrides. */
    public CommandOptions with(Map<? extends CommandFlag, String> flags, Map<String, String> otherOverrides) {
        CommandOptions changed = new CommandOptions(known);
        changed.values.putAll(values);
        flags.forEach((flag, value) -> changed.values.put(flag.longName(), value));
        changed.overrides.putAll(otherOverrides);
        changed.systemProperties.putAll(systemProperties);
        changed.operands.addAll(operands);
        return changed;
    }

    /** A copy without some flags. */
    public CommandOptions without(List<? extends CommandFlag> flags) {
        CommandOptions changed = with(Map.of(), overrides);
        flags.forEach(flag -> changed.values.remove(flag.longName()));
        return changed;
    }

    private static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message + " (--help lists the flags)");
    }
}
