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
package org.mattrainer.internal.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.mattrainer.internal.kernel.Correction;
import org.mattrainer.internal.kernel.CurveForm;
import org.mattrainer.internal.kernel.Layout;
import org.mattrainer.internal.kernel.Pointwise;

/** Rows of pixels through an activation that is a curve, whose {@link CurveForm} is given; each operation as in scalar code. */
final class CurvedRows {

    private static final VectorSpecies<Float> S = CurveLanes.SPECIES;
    private static final int LENGTH = CurveLanes.LENGTH;

    private CurvedRows() {}

    static boolean suit(Layout layout) {
        return layout.pixelStride() % LENGTH == 0;
    }

    private static FloatVector argument(Pointwise f, int c, FloatVector x) {
        return FloatVector.fromArray(S, f.scale(), c).mul(x).add(FloatVector.fromArray(S, f.shift(), c));
    }

    static void activate(Pointwise f, CurveForm value, float[] x, int p, float[] y, int q, Layout layout) {
        int stride = layout.pixelStride();
        int length = layout.width() * stride;
        for (int i = 0; i < length; i += stride) {
            for (int c = 0; c < stride; c += LENGTH) {
                FloatVector u = argument(f, c, FloatVector.fromArray(S, x, p + i + c));
                CurveLanes.at(value, u).intoArray(y, q + i + c);
            }
            Arrays.fill(y, q + i + layout.channels(), q + i + stride, 0f);
        }
    }

    static void tangent(
            Pointwise f,
            CurveForm derivative,
            Correction correction,
            float[] dx,
            int dp,
            float[] x,
            int p,
            float[] dy,
            int q,
            Layout layout) {
        int stride = layout.pixelStride();
        int length = layout.width() * stride;
        for (int i = 0; i < length; i += stride) {
            for (int c = 0; c < stride; c += LENGTH) {
                FloatVector value = FloatVector.fromArray(S, x, p + i + c);
                FloatVector t = FloatVector.fromArray(S, f.scale(), c)
                        .mul(FloatVector.fromArray(S, dx, dp + i + c))
                        .add(correction(correction, c, value));
                CurveLanes.at(derivative, argument(f, c, value)).mul(t).intoArray(dy, q + i + c);
            }
            Arrays.fill(dy, q + i + layout.channels(), q + i + stride, 0f);
        }
    }

    private static FloatVector correction(Correction correction, int c, FloatVector value) {
        return FloatVector.fromArray(S, correction.tilt(), c)
                .mul(value)
                .add(FloatVector.fromArray(S, correction.base(), c));
    }

    static void gradient(
            Pointwise f,
            CurveForm derivative,
            Correction correction,
            float[] dy,
            int dp,
            float[] x,
            int p,
            float[] dx,
            int q,
            Layout layout) {
        int stride = layout.pixelStride();
        int length = layout.width() * stride;
        for (int i = 0; i < length; i += stride) {
            for (int c = 0; c < stride; c += LENGTH) {
                FloatVector value = FloatVector.fromArray(S, x, p + i + c);
                FloatVector du =
                        CurveLanes.at(derivative, argument(f, c, value)).mul(FloatVector.fromArray(S, dy, dp + i + c));
                FloatVector.fromArray(S, f.scale(), c)
                        .mul(du)
                        .add(correction(correction, c, value))
                        .intoArray(dx, q + i + c);
            }
            Arrays.fill(dx, q + i + layout.channels(), q + i + stride, 0f);
        }
    }

    static void gradientSums(
            Pointwise f,
            CurveForm derivative,
            float[] centre,
            float[] dy,
            int dp,
            float[] x,
            int p,
            Layout layout,
            float[] sums) {
        int stride = layout.pixelStride();
        int length = layout.imageStride();
        for (int c = 0; c < stride; c += LENGTH) {
            FloatVector middle = FloatVector.fromArray(S, centre, c);
            FloatVector sum = FloatVector.zero(S);
            FloatVector product = FloatVector.zero(S);
            for (int i = c; i < length; i += stride) {
                FloatVector value = FloatVector.fromArray(S, x, p + i);
                FloatVector du =
                        CurveLanes.at(derivative, argument(f, c, value)).mul(FloatVector.fromArray(S, dy, dp + i));
                sum = sum.add(du);
                product = product.add(du.mul(value.sub(middle)));
            }
            sum.intoArray(sums, c);
            product.intoArray(sums, stride + c);
        }
        Arrays.fill(sums, 2 * stride, 3 * stride, 0f);
    }
}
