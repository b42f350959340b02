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
package org.mattrainer;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Runs code of the host under the case rules of {@link Locale#ROOT}. The host makes names of methods by turning the
 * first letter of a field to upper case as the process's locale says, and fails to store anything where the upper case
 * of i is not I: Turkish, Azerbaijani. Other threads see the other locale for as long as the code runs.
 */
final class HostLocale {

    private HostLocale() {}

    /** Gives what the code gives; changes nothing in a locale in which the host's code works. */
    static <T> T call(Supplier<T> code) {
        if ("i".toUpperCase(Locale.getDefault()).equals("I")) {
            return code.get();
        }
        synchronized (HostLocale.class) {
            Locale usual = Locale.getDefault();
            Locale.setDefault(Locale.ROOT);
            try {
                return code.get();
            } finally {
                Locale.setDefault(usual);
            }
        }
    }
}
