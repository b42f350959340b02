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
package org.mattrainer.benchmarks;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import org.mattrainer.adversarial.PowerMethod;

/**
 * Settings of this library in {@link VariantBench}.
 *
 * @param name the setting in which it differs, in reports
 * @param threads number of threads
 * @param powerMethod how the power iteration computes Hessian products
 */
record Variant(String name, int threads, PowerMethod powerMethod) {

    /**
     * The same with another setting.
     *
     * @param setting {@code threads=NUMBER} or {@code power-method=METHOD}
     * @throws ArgumentException if it is neither
     */
    Variant with(String setting) {
        int equals = setting.indexOf('=');
        String value = setting.substring(equals + 1);
        try {
            switch (equals < 0 ? "" : setting.substring(0, equals)) {
                case "threads":
                    return new Variant(setting, Integer.parseInt(value), powerMethod);
                case "power-method":
                    return new Variant(setting, threads, PowerMethod.valueOf(value));
                default:
                    throw new IllegalArgumentException("unknown setting");
            }
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(
                    e, "--variants", "expected threads=NUMBER or power-method=METHOD, found '" + setting + "'");
        }
    }
}
