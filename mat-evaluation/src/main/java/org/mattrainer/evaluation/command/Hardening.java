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

/**
 * Process-wide settings that have to be in place before the first OLCUT class loads: no object is ever deserialized,
 * and no XML document fetches anything. The launcher sets the same, for the time before main.
 */
final class Hardening {

    private Hardening() {}

    /** Sets what the user has not set. */
    static void apply() {
        setIfAbsent("jdk.serialFilter", "!*");
        setIfAbsent("javax.xml.accessExternalDTD", "");
        setIfAbsent("javax.xml.accessExternalSchema", "");
        setIfAbsent("java.awt.headless", "true");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
