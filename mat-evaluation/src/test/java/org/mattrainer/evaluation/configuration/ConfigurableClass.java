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
package org.mattrainer.evaluation.configuration;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;
import org.mattrainer.MatTrainer;
import org.mattrainer.evaluation.RobustnessEvaluator;

/** A class that a configuration file can name, with its settings and an instance that has the default values. */
final class ConfigurableClass {

    private static final Predicate<Class<?>> IS_ONE =
            type -> Configurable.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());

    private static final List<ConfigurableClass> ALL = find();

    private final Class<?> type;
    private final Object defaults;

    private ConfigurableClass(Class<?> type) {
        this.type = type;
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            defaults = constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + ": expected a constructor without arguments", e);
        }
    }

    /** All of them, by package and name. */
    static List<ConfigurableClass> all() {
        return ALL;
    }

    private static List<ConfigurableClass> find() {
        return Stream.of(MatTrainer.class, RobustnessEvaluator.class)
                .flatMap(type ->
                        ReflectionSupport.findAllClassesInClasspathRoot(location(type), IS_ONE, name -> true).stream())
                .sorted(Comparator.<Class<?>, String>comparing(Class::getPackageName)
                        .thenComparing(Class::getSimpleName))
                .map(ConfigurableClass::new)
                .toList();
    }

    /** Where the classes of a module are, and no test. */
    private static URI location(Class<?> type) {
        return URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    Class<?> type() {
        return type;
    }

    /** Its settings, those of the superclasses first, in the order of the source. */
    List<Field> settings() {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            List<Field> own = new ArrayList<>();
            for (Field field : c.getDeclaredFields()) {
                if (field.isAnnotationPresent(Config.class)) {
                    own.add(field);
                }
            }
            fields.addAll(0, own);
        }
        return fields;
    }

    Object defaultOf(Field setting) {
        try {
            setting.setAccessible(true);
            return setting.get(defaults);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return type.getName();
    }
}
