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
package org.mattrainer.evaluation.attack;

/** Which attacks an {@link AutoAttack} is made of. */
public enum AutoAttackVersion {
    /** Auto-PGD on the cross-entropy and on the targeted DLR loss: the quick part of the standard. */
    APGD,
    /** Those of {@link #APGD}, targeted FAB and Square with 5,000 queries: the standard of Croce and Hein. */
    STANDARD,
    /** The standard, Auto-PGD on the DLR loss and FAB without targets; searches without targets are made five times. */
    PLUS
}
