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
package org.mattrainer.evaluation.attack.climb;

/** The best point of the search of one image and the gradient there. */
public final class Peak {

    private final float[] point;
    private final float[] slope;
    private double best = Double.NEGATIVE_INFINITY;

    /** Of an image of so many values. */
    Peak(int size) {
        this.point = new float[size];
        this.slope = new float[size];
    }

    /** Keeps a point that is better than all before. */
    void offer(double value, float[] now, float[] gradient, int offset) {
        if (value > best) {
            best = value;
            System.arraycopy(now, offset, point, 0, point.length);
            System.arraycopy(gradient, offset, slope, 0, point.length);
        }
    }

    /** Puts the best point and its gradient where the search stands. */
    void restore(float[] now, float[] gradient, int offset) {
        System.arraycopy(point, 0, now, offset, point.length);
        System.arraycopy(slope, 0, gradient, offset, point.length);
    }

    /** How many values of the best point differ from those of the image. */
    int changed(float[] x, int offset) {
        return changed(x, offset, point, 0, point.length);
    }

    /** How many of so many values differ between two arrays. */
    public static int changed(float[] x, int offset, float[] perturbed, int perturbedOffset, int size) {
        int changed = 0;
        for (int k = 0; k < size; k++) {
            changed += perturbed[perturbedOffset + k] == x[offset + k] ? 0 : 1;
        }
        return changed;
    }
}
