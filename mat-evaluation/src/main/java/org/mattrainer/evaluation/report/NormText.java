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
package org.mattrainer.evaluation.report;

/** The name of a norm. */
final class NormText {

    private NormText() {}

    /** Such as L2; with the sign of infinity for the largest absolute value. */
    static String of(double norm) {
        if (Double.isInfinite(norm)) {
            return "L\u221E";
        }
        return "L" + (norm == Math.rint(norm) ? Long.toString((long) norm) : Double.toString(norm));
    }
}
