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
package org.mattrainer.internal.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** The flags of the HotSpot machine that runs this code, by way of the module jdk.management. */
final class HotSpotFlags implements JavaMachine.Flags {

    private final HotSpotDiagnosticMXBean bean;

    /**
     * Asks the machine.
     *
     * @throws IllegalArgumentException if it is not HotSpot
     * @throws LinkageError if the module is not there
     */
    HotSpotFlags() {
        bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (bean == null) {
            throw new IllegalArgumentException("expected a HotSpot machine, found none");
        }
    }

    @Override
    public Optional<String> value(String name) {
        try {
            return Optional.of(bean.getVMOption(name).getValue());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
