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
package org.mattrainer.configuration;

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Makes one component in code: each method of a builder is a setting of the name that it has in a configuration, and a
 * setting whose method is not called has the default of a configuration.
 *
 * @param <T> the component
 * @param <B> the builder
 */
public abstract class ComponentBuilder<T extends Configurable, B extends ComponentBuilder<T, B>> {

    private T component;

    /**
     * Starts a component.
     *
     * @param component a new component with the defaults of all settings that the builder has methods for
     */
    protected ComponentBuilder(T component) {
        this.component = component;
    }

    /**
     * Changes a setting.
     *
     * @param setting the change
     * @return this
     */
    protected final B set(Consumer<T> setting) {
        setting.accept(open());
        @SuppressWarnings("unchecked") // B is the class of this
        B self = (B) this;
        return self;
    }

    /**
     * Ends the building.
     *
     * @return the component
     * @throws PropertyException if a value is missing or out of range
     * @throws IllegalStateException if there was a component already
     */
    public final T build() {
        T built = open();
        try {
            built.postConfig();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        component = null;
        return built;
    }

    private T open() {
        if (component == null) {
            throw new IllegalStateException("Expected a new builder for a second component, found one that was used");
        }
        return component;
    }
}
