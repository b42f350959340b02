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
package org.mattrainer.optimise;

import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.protos.ParametersProto;

/** All parameters as one vector of doubles, the master copy that Tribuo's optimisers change. */
final class FlatParameters implements Parameters {

    private static final long serialVersionUID = 1L;

    private final int size;
    private Tensor[] tensors;

    FlatParameters(float[] values) {
        this.size = values.length;
        FlatVector vector = new FlatVector(size);
        for (int i = 0; i < size; i++) {
            vector.array()[i] = values[i];
        }
        this.tensors = new Tensor[] {vector};
    }

    /** Tribuo adds its updates, so it is given the ascent direction, the negative gradient. */
    void ascend(StochasticGradientOptimiser optimiser, float[] gradient, double weight) {
        FlatVector direction = new FlatVector(size);
        for (int i = 0; i < size; i++) {
            direction.array()[i] = -gradient[i];
        }
        update(optimiser.step(new Tensor[] {direction}, weight));
    }

    /** Reads through the accessor: some optimisers put vectors of their own in place of ours. */
    void copyTo(float[] values) {
        DenseVector vector = (DenseVector) tensors[0];
        for (int i = 0; i < size; i++) {
            values[i] = (float) vector.get(i);
        }
    }

    /** The first parameter. */
    double first() {
        return ((DenseVector) tensors[0]).get(0);
    }

    @Override
    public Tensor[] getEmptyCopy() {
        return new Tensor[] {new FlatVector(size)};
    }

    @Override
    public Tensor[] get() {
        return tensors;
    }

    @Override
    public void set(Tensor[] newWeights) {
        tensors = newWeights.clone();
    }

    @Override
    public void update(Tensor[] gradients) {
        tensors[0].intersectAndAddInPlace(gradients[0]);
    }

    @Override
    public Tensor[] merge(Tensor[][] gradients, int count) {
        for (int i = 1; i < count; i++) {
            gradients[0][0].intersectAndAddInPlace(gradients[i][0]);
        }
        return gradients[0];
    }

    @Override
    public ParametersProto serialize() {
        throw new UnsupportedOperationException("The master copy lives for one training only");
    }

    /** Gives access to the array, which a DenseVector keeps to its subclasses. */
    private static final class FlatVector extends DenseVector {

        private static final long serialVersionUID = 1L;

        FlatVector(int size) {
            super(size);
        }

        double[] array() {
            return elements;
        }
    }
}
