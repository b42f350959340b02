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
package org.mattrainer.benchmarks.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import org.mattrainer.benchmarks.contest.BenchCase;

/**
 * The networks as DJL blocks. DJL's PyTorch engine has no PReLU, so LeakyReLU of the same slope stands in, which is
 * less work.
 */
final class Networks {

    private static final int[] LENET_CHANNELS = {32, 32, 64, 64, 128, 128};
    private static final int[] LARGE_CHANNELS = {128, 128, 128, 256, 256, 256, 512, 256, 128};
    private static final int[] RESIDUAL_CHANNELS = {32, 64, 128};
    private static final float LENET_SLOPE = 0.25f;
    private static final float LARGE_SLOPE = 0.1f;

    private Networks() {}

    static Block of(BenchCase benchCase) {
        switch (benchCase) {
            case LENETS_PLUS_PLUS:
                return lenetsPlusPlus();
            case CONV_LARGE:
                return convLarge();
            default:
                return wideResNet();
        }
    }

    private static Block lenetsPlusPlus() {
        SequentialBlock network = new SequentialBlock();
        for (int i = 0; i < 6; i++) {
            network.add(conv(LENET_CHANNELS[i], 5, 2, 1, true)).add(Activation.leakyReluBlock(LENET_SLOPE));
            if (i % 2 == 1) {
                network.add(maxPool(i == 5 ? 3 : 2));
            }
        }
        return network.add(Blocks.batchFlattenBlock())
                .add(linear(2, true))
                .add(Activation.leakyReluBlock(LENET_SLOPE))
                .add(linear(BenchCase.CLASSES, false));
    }

    private static Block convLarge() {
        SequentialBlock network = new SequentialBlock();
        for (int i = 0; i < 9; i++) {
            network.add(conv(LARGE_CHANNELS[i], i < 7 ? 3 : 1, i < 6 ? 1 : 0, 1, false))
                    .add(BatchNorm.builder().build())
                    .add(Activation.leakyReluBlock(LARGE_SLOPE));
            if (i == 2 || i == 5) {
                network.add(maxPool(2)).add(Dropout.builder().optRate(0.5f).build());
            }
        }
        return network.add(Pool.globalAvgPool2dBlock())
                .add(Blocks.batchFlattenBlock())
                .add(linear(BenchCase.CLASSES, true));
    }

    private static Block wideResNet() {
        SequentialBlock network = new SequentialBlock().add(conv(16, 3, 1, 1, false));
        for (int channels : RESIDUAL_CHANNELS) {
            int stride = channels == RESIDUAL_CHANNELS[0] ? 1 : 2;
            activate(network).add(sum(way(channels, stride), conv(channels, 1, 0, stride, false)));
            SequentialBlock active = activate(new SequentialBlock()).add(way(channels, 1));
            network.add(sum(active, Blocks.identityBlock()));
        }
        return activate(network)
                .add(Pool.globalAvgPool2dBlock())
                .add(Blocks.batchFlattenBlock())
                .add(linear(BenchCase.CLASSES, true));
    }

    private static Block way(int channels, int stride) {
        SequentialBlock way = new SequentialBlock().add(conv(channels, 3, 1, stride, false));
        return activate(way).add(conv(channels, 3, 1, 1, false));
    }

    private static SequentialBlock activate(SequentialBlock network) {
        return network.add(BatchNorm.builder().build()).add(Activation.reluBlock());
    }

    private static Block sum(Block way, Block shortcut) {
        return new ParallelBlock(
                outputs -> new NDList(outputs.get(0)
                        .singletonOrThrow()
                        .add(outputs.get(1).singletonOrThrow())),
                List.of(way, shortcut));
    }

    private static Block conv(int channels, int kernel, int padding, int stride, boolean bias) {
        return Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .optPadding(new Shape(padding, padding))
                .optStride(new Shape(stride, stride))
                .setFilters(channels)
                .optBias(bias)
                .build();
    }

    private static Block linear(int units, boolean bias) {
        return Linear.builder().setUnits(units).optBias(bias).build();
    }

    private static Block maxPool(int size) {
        return Pool.maxPool2dBlock(new Shape(size, size), new Shape(2, 2));
    }
}
