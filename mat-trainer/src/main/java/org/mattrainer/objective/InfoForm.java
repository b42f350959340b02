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

/** What the likelihood term maximises. */
public enum InfoForm {
    /** The log density of the example's class, log N(z | mu_y, S_y) (MAT, eq. 8). */
    LIKELIHOOD,
    /** The log posterior of the example's class, log r_y(z) (MAT, eq. 7 in full). */
    POSTERIOR
}
