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

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.mattrainer.internal.kernel.CurveForm;
import org.mattrainer.internal.kernel.Exponential;

/** {@link CurveForm} for vectors of half as many floats as the other kernels have, whose doubles fill a vector; the same bits. */
final class CurveLanes {

    /** The floats of a call; at least two, the fewest that make a vector. */
    static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Math.max(VectorSize.LENGTH / 2, 2) * Float.SIZE));

    static final int LENGTH = SPECIES.length();

    private static final VectorSpecies<Double> DOUBLES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(LENGTH * Double.SIZE));

    /** Added to a number of a few digits, leaves it rounded to a whole one in the lowest bits. */
    private static final double ROUND = 1.5 * (1L << Exponential.MANTISSA_BITS);

    private CurveLanes() {}

    static FloatVector at(CurveForm form, FloatVector u) {
        DoubleVector x = (DoubleVector) u.convertShape(VectorOperators.F2D, DOUBLES, 0);
        DoubleVector e = exp(x.abs().mul(-form.rate()));
        DoubleVector above = e.mul(form.above1()).add(form.above0());
        DoubleVector below = e.mul(form.below1()).add(form.below0());
        DoubleVector numerator = below.blend(above, x.compare(VectorOperators.GE, 0));
        DoubleVector denominator = e.add(1).mul(e.mul(form.square()).add(1));
        return (FloatVector)
                numerator.div(denominator).mul(form.factor()).convertShape(VectorOperators.D2F, SPECIES, 0);
    }

    private static DoubleVector exp(DoubleVector x) {
        DoubleVector bounded = x.max(Exponential.LOWEST);
        DoubleVector shifted = bounded.mul(Exponential.LOG2_E).add(ROUND);
        DoubleVector n = shifted.sub(ROUND);
        DoubleVector r = bounded.sub(n.mul(Exponential.LN2_HIGH)).sub(n.mul(Exponential.LN2_LOW));
        DoubleVector sum = DoubleVector.broadcast(DOUBLES, Exponential.coefficient(0));
        for (int i = 1; i < Exponential.terms(); i++) {
            sum = sum.mul(r).add(Exponential.coefficient(i));
        }
        LongVector exponent = shifted.reinterpretAsLongs()
                .add(Exponential.EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, Exponential.MANTISSA_BITS);
        return sum.mul(exponent.reinterpretAsDoubles());
    }
}
