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
package org.mattrainer.nn;

import java.util.regex.Pattern;

/**
 * The name of a node's output that can be read in every pass and at which gradients can be added.
 *
 * @param name a letter, then letters, digits and underscores
 */
public record Tap(String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    /** The latent vector z of a classifier. */
    public static final Tap LATENT = new Tap("latent");

    /** The logits of a classifier. */
    public static final Tap LOGITS = new Tap("logits");

    /** The output of a layer inside a network that is looked at. */
    public static final Tap HIDDEN = new Tap("hidden");

    /** Checks the name. */
    public Tap {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Expected the name of a tap to be a letter and then letters, digits and underscores, found '" + name
                            + "'");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
