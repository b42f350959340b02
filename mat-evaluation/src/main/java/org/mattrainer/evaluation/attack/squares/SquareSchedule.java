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
package org.mattrainer.evaluation.attack.squares;

import org.mattrainer.image.ImageShape;

/** How large the squares of a random search are: their area is halved again and again. */
public final class SquareSchedule {

    /** After these shares of all queries the area is halved, as in the paper. */
    private static final double[] HALVINGS = {0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8};

    private final ImageShape shape;
    private final int queries;
    private final double firstShare;

    public SquareSchedule(ImageShape shape, int queries, double firstShare) {
        this.shape = shape;
        this.queries = queries;
        this.firstShare = firstShare;
    }

    /** The side of the squares of a query; an image of one column has runs instead of squares. */
    int side(int query) {
        double share = firstShare;
        for (double halving : HALVINGS) {
            share /= query > halving * queries ? 2 : 1;
        }
        double area = share * shape.area();
        return Math.max(1, (int) Math.round(shape.width() == 1 ? area : Math.sqrt(area)));
    }
}
