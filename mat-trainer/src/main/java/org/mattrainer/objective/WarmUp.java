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
package org.mattrainer.objective;

/** Weights that grow while the training goes on. */
final class WarmUp {

    private WarmUp() {}

    /** A weight that grows linearly from 0 over a share of the training. */
    static double weight(double full, double share, double progress) {
        return progress < share ? full * progress / share : full;
    }

    /** A weight that grows as full exp(-5 (1 - t)^2), t from 0 to 1 over a share of the training. */
    static double ramp(double full, double share, double progress) {
        if (progress >= share) {
            return full;
        }
        double rest = 1 - progress / share;
        return full * Math.exp(-5 * rest * rest);
    }
}
