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
package org.mattrainer.evaluation.study;

import java.util.List;
import org.mattrainer.evaluation.plot.Picture;

/**
 * Test examples and what attacks make of them, side by side.
 *
 * @param attacks the attacks with their radii, one for each column
 * @param rows one for each example
 */
public record Gallery(List<String> attacks, List<Row> rows) {

    /** Copies the lists. */
    public Gallery {
        attacks = List.copyOf(attacks);
        rows = List.copyOf(rows);
    }

    /**
     * One example.
     *
     * @param index which of the predictions it is
     * @param label the true label
     * @param predicted the label predicted before any attack
     * @param original how it looks
     * @param cells one for each attack
     */
    public record Row(int index, String label, String predicted, Picture original, List<Cell> cells) {

        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * What an attack made of an example.
     *
     * @param predicted the label predicted afterwards
     * @param perturbation the difference around grey, its largest value becoming white or black
     * @param attacked how the example looks afterwards
     */
    public record Cell(String predicted, Picture perturbation, Picture attacked) {}
}
