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
package org.mattrainer.evaluation.config;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tells overrides of what runs from those that change nothing. */
public final class UsedOverrides {

    /** The global property that chooses the job is used before there is one. */
    private static final String CHOICE_OF_JOB = "job";

    private UsedOverrides() {}

    /**
     * The overrides of some components, and of the global properties that their properties name.
     *
     * @param names names of overrides as given
     * @param trainer the component that the name {@code trainer} means where no component is called that
     * @param running names of the components
     * @return those of the names that change one of the components
     */
    public static Set<String> of(
            ConfigurationManager manager, Set<String> names, Supplier<Optional<String>> trainer, Set<String> running) {
        Set<String> globals =
                new ResolvedConfig(manager, running).globalProperties().keySet();
        Set<String> used = new HashSet<>();
        ConfigFiles.inOrder(manager, names, trainer, (given, name) -> {
            int dot = name.indexOf('.');
            boolean isUsed = dot < 0
                    ? globals.contains(name) || name.equals(CHOICE_OF_JOB)
                    : running.contains(name.substring(0, dot));
            if (isUsed) {
                used.add(given);
            }
        });
        return used;
    }

    /**
     * The overrides that change nothing.
     *
     * @param names names of overrides as given, which have been applied
     * @param trainer the component that the name {@code trainer} means where no component is called that
     * @param root the component that runs, with all that it reaches
     * @return a warning of each
     */
    public static List<String> warnings(
            ConfigurationManager manager, Set<String> names, Supplier<Optional<String>> trainer, String root) {
        Components components = new Components(manager);
        Set<String> running = components.reachable(root);
        Set<String> unused = new TreeSet<>(names);
        unused.removeAll(of(manager, names, trainer, running));
        return unused.stream()
                .map(name -> "WARNING: --@" + name + " changes nothing: '" + root + "' does not use the "
                        + what(components, running, name))
                .toList();
    }

    private static String what(Components components, Set<String> running, String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return "global property '" + name + "'";
        }
        String component = name.substring(0, dot);
        String type = components.data(component).getClassName();
        String alike = running.stream()
                .filter(other -> components.data(other).getClassName().equals(type))
                .map(other -> "'" + other + "'")
                .collect(Collectors.joining(" or "));
        return "component '" + component + "'" + (alike.isEmpty() ? "" : "; did you mean " + alike + "?");
    }
}
