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

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.Config;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the configuration system asks of every class that a file can name. */
class ConfigurableConventionsTest {

    static List<ConfigurableClass> classes() {
        return ConfigurableClass.all();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void isFinalAndPublic(ConfigurableClass c) {
        assertTrue(Modifier.isFinal(c.type().getModifiers()), "final");
        assertTrue(Modifier.isPublic(c.type().getModifiers()), "public");
    }

    @ParameterizedTest
    @MethodSource("classes")
    void settingsAreHiddenAndDescribed(ConfigurableClass c) {
        for (Field setting : c.settings()) {
            int modifiers = setting.getModifiers();
            // A builder in the same package may set them.
            assertFalse(
                    Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers),
                    setting + ": not visible outside its package");
            assertFalse(
                    Modifier.isFinal(modifiers) || Modifier.isStatic(modifiers),
                    setting + ": neither final nor static");
            String description = setting.getAnnotation(Config.class).description();
            assertTrue(description.matches("[A-Z].*\\."), setting + ": described by a sentence, found " + description);
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void listsAndMapsAreNeverNull(ConfigurableClass c) {
        for (Field setting : c.settings()) {
            Class<?> type = setting.getType();
            if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
                assertNotNull(c.defaultOf(setting), setting.toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void hasATextOfItsOwn(ConfigurableClass c) throws NoSuchMethodException {
        assertFalse(c.type().getMethod("toString").getDeclaringClass() == Object.class, "toString");
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        for (ConfigurableClass c : classes()) {
            assertTrue(names.add(c.type().getSimpleName()), c.toString());
        }
    }
}
