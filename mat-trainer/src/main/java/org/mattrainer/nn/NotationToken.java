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

import java.util.regex.Matcher;

/** The parts of a token of a network in the notation, by the groups of its pattern. */
record NotationToken(Matcher matcher) {
    int integer(int group) {
        return Integer.parseInt(matcher.group(group));
    }

    int integer(int group, int otherwise) {
        return lacks(group) ? otherwise : integer(group);
    }

    float real(int group, float otherwise) {
        return lacks(group) ? otherwise : Float.parseFloat(matcher.group(group));
    }

    boolean has(int group, String text) {
        return text.equals(matcher.group(group));
    }

    boolean lacks(int group) {
        return matcher.group(group) == null;
    }
}
