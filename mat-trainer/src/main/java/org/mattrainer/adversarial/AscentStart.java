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
package org.mattrainer.adversarial;

/** Where a {@link ProjectedAscent} starts. */
public enum AscentStart {
    /** At the clean example, where divergences have no gradient. */
    CLEAN,
    /** Beside the clean example: normal numbers of standard deviation 0.001 in units of the input, as for TRADES. */
    NOISE,
    /** At a random point of the ball: uniform for the infinite norm, uniform on its surface for the 2-norm. */
    BALL
}
