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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.MatModel;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.image.PixelMap;
import org.tribuo.Dataset;

/** Components with many settings are built in code by the names that the settings have in a configuration. */
class BuildersTest {

    /** More arguments cannot be told apart at a call. */
    private static final int MOST_ARGUMENTS = 5;

    /** The one method of a builder that is not called as its setting. */
    private static final Map<String, String> SETTINGS = Map.of("network", "architecture");

    /** What a component finds out and keeps for its provenance. */
    private static final Set<String> FOUND = Set.of("initialModelFingerprint", "validationFingerprint");

    static List<ConfigurableClass> classes() {
        return ConfigurableClass.all();
    }

    static Stream<ConfigurableClass> built() {
        return classes().stream().filter(c -> start(c).isPresent());
    }

    private static Optional<Method> start(ConfigurableClass c) {
        return Arrays.stream(c.type().getDeclaredMethods())
                .filter(m -> m.getName().equals("builder") && Modifier.isPublic(m.getModifiers()))
                .max(Comparator.comparingInt(Method::getParameterCount));
    }

    private static Stream<Method> setters(Class<?> builder) {
        return Arrays.stream(builder.getMethods())
                .filter(m -> !Modifier.isStatic(m.getModifiers()))
                .filter(m -> m.getDeclaringClass() != Object.class && m.getDeclaringClass() != ComponentBuilder.class);
    }

    private static String setting(Method setter) {
        return SETTINGS.getOrDefault(setter.getName(), setter.getName());
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aConstructorHasFewArguments(ConfigurableClass c) {
        for (Constructor<?> constructor : c.type().getConstructors()) {
            assertTrue(constructor.getParameterCount() <= MOST_ARGUMENTS, constructor::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("built")
    void aBuilderHasEverySetting(ConfigurableClass c) {
        Method start = start(c).orElseThrow();
        Set<String> settings = new TreeSet<>();
        c.settings().stream()
                .filter(field -> !field.isAnnotationPresent(Deprecated.class))
                .filter(field -> !FOUND.contains(field.getName()))
                .map(Field::getName)
                .forEach(settings::add);
        Set<String> named = new TreeSet<>(
                setters(start.getReturnType()).map(BuildersTest::setting).toList());
        // The names of the parameters that start a builder are not in a class file.
        assertEquals(settings.size(), named.size() + start.getParameterCount(), settings + " and " + named);
        settings.removeAll(named);
        assertEquals(start.getParameterCount(), settings.size(), settings + " start the builder");
    }

    @ParameterizedTest
    @MethodSource("built")
    void aMethodOfABuilderSetsItsSettingAndNoOther(ConfigurableClass c) throws ReflectiveOperationException {
        Method start = start(c).orElseThrow();
        for (Method setter : setters(start.getReturnType()).toList()) {
            Class<?> type = setter.getParameterTypes()[0];
            if (type == MatModel.class || type == Dataset.class) {
                // The same setting as a file or a source, which is the form of a configuration.
                continue;
            }
            Object[] initial = Arrays.stream(start.getParameterTypes())
                    .map(BuildersTest::value)
                    .toArray();
            Object builder = start.invoke(null, initial);
            Field part = ComponentBuilder.class.getDeclaredField("component");
            part.setAccessible(true);
            Object component = part.get(builder);
            Object[] before = values(c, component);
            setter.setAccessible(true);
            assertEquals(builder, setter.invoke(builder, value(type)), setter + " returns its builder");
            Object[] after = values(c, component);
            for (int i = 0; i < before.length; i++) {
                boolean own = c.settings().get(i).getName().equals(setting(setter));
                Object expected = own ? text(value(type)) : before[i];
                assertEquals(expected, after[i], setter + ", " + c.settings().get(i));
            }
        }
    }

    private static Object[] values(ConfigurableClass c, Object component) throws IllegalAccessException {
        Object[] values = new Object[c.settings().size()];
        for (int i = 0; i < values.length; i++) {
            Field field = c.settings().get(i);
            field.setAccessible(true);
            values[i] = text(field.get(component));
        }
        return values;
    }

    private static String text(Object value) {
        return value != null && value.getClass().isArray() ? Arrays.deepToString(new Object[] {value}) : "" + value;
    }

    /** A value of a type that is no default. */
    private static Object value(Class<?> type) {
        if (type == int.class || type == long.class || type == double.class || type == float.class) {
            Object array = Array.newInstance(type, 1);
            Array.setByte(array, 0, (byte) 71);
            return Array.get(array, 0);
        }
        if (type == boolean.class) {
            return true;
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[constants.length - 1];
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 2);
        }
        return type == String.class ? "text" : type == List.class ? List.of() : type == Map.class ? Map.of() : null;
    }

    @Test
    void aBuilderMakesOneComponent() {
        PixelMap.Builder builder = PixelMap.builder(1, 2, 3);
        builder.build();
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> builder.indexOffset(1));
        assertTrue(e.getMessage().contains("new builder"), e.getMessage());
        assertThrows(IllegalStateException.class, builder::build);
    }
}
