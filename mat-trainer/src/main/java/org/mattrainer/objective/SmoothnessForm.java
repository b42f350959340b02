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

/** How the smoothness S_i of the examples becomes the value of the term. */
public enum SmoothnessForm {
    /** The mean of S_i. */
    PLAIN,
    /** The mean of log(S_i + delta), as printed in MAT's eq. 13. */
    LOG,
    /** The logarithm of the mean of S_i, plus delta; of each batch on its own where there are two. */
    LOG_OF_MEAN
}
