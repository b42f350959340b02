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
package org.mattrainer.golden;

import org.mattrainer.nn.TensorShape;

/** A case whose result a network gives. */
interface GraphCase {

    /** The case that a golden case is. */
    static GraphCase of(GoldenCase golden) {
        switch (golden.op()) {
            case "graph":
                return new SmallGraphCase(golden);
            case "network_graph":
                return new WholeGraphCase(golden);
            case "gaussian_noise":
            case "channel_affine":
            case "batchnorm_mean_only":
            case "batchnorm_plain":
            case "conv2d":
            case "conv_transpose2d":
            case "dense":
            case "upsample2d":
            case "reshape":
                return new OwnedLayerCase(golden);
            case "ladder_combinator":
                return new CombinatorCase(golden);
            case "reparameterise":
                return new SampleCase(golden);
            case "max_unpool2d":
                return new UnpoolCase(golden);
            default:
                return new PlainLayerCase(golden);
        }
    }

    /** What is asked. */
    GraphProbe probe();

    /** Compares the answer. */
    void verify(GraphProbe.Answer answer);

    /** The shape of an example of a batch. */
    static TensorShape shape(GoldenTensor batch) {
        return batch.rank() == 2
                ? TensorShape.vector(batch.dimension(1))
                : new TensorShape(batch.dimension(1), batch.dimension(2), batch.dimension(3));
    }
}
