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
package org.mattrainer.image;

import java.util.Optional;
import org.tribuo.VariableInfo;

/**
 * The rows of a map that no feature of some data belongs to, at the beginning and at the end. Features without a shape,
 * such as those of CSV files, tell no more about the images that they come from: where only the end is missing, the
 * images are smaller than the map.
 *
 * @param before rows before the first feature
 * @param after rows behind the last feature
 * @param count all rows, those of each channel where the order is CHW
 */
public record UnusedRows(int before, int after, int count) {

    /** So many rows may be blank by chance where there is a margin. */
    private static final int BY_CHANCE = 2;

    /**
     * Looks at the features of some data.
     *
     * @param map which feature is which pixel
     * @param features the features; names that are no pixels do not count
     * @return empty if the map has the order FLAT or no feature is a pixel
     */
    public static Optional<UnusedRows> of(PixelMap map, Iterable<? extends VariableInfo> features) {
        if (map.order() == PixelOrder.FLAT) {
            return Optional.empty();
        }
        int first = Integer.MAX_VALUE;
        int last = -1;
        for (VariableInfo info : features) {
            int position = map.position(info.getName());
            if (position >= 0) {
                first = Math.min(first, position);
                last = Math.max(last, position);
            }
        }
        int count = map.size() / map.rowLength();
        return last < 0
                ? Optional.empty()
                : Optional.of(new UnusedRows(first / map.rowLength(), count - 1 - last / map.rowLength(), count));
    }

    /**
     * Whether the data look like those of smaller images.
     *
     * @return true if rows are missing at the end that no margin at the beginning explains
     */
    public boolean endEarly() {
        return after > (before == 0 ? 0 : 2 * before + BY_CHANCE);
    }

    /**
     * Whether data look like those of smaller images than the images of the training.
     *
     * @param training the rows that the training data do not use
     * @return true if more rows are missing at the end than there, by more than a wider margin explains
     */
    public boolean endEarlierThan(UnusedRows training) {
        return after - training.after > 2 * Math.max(0, before - training.before) + BY_CHANCE;
    }
}
