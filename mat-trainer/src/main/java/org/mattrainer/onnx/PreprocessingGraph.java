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
package org.mattrainer.onnx;

import java.util.List;
import java.util.Map;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.TransformState;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXRef;

/** Preprocessing with its fitted values, step by step. */
public final class PreprocessingGraph {

    private PreprocessingGraph() {}

    /**
     * Adds preprocessing behind a batch of images.
     *
     * @param images a value [n,c,h,w] in the units of the examples
     * @param shape the images' shape
     * @param transform the fitted preprocessing
     * @return a value [n,c,h,w] in the units that the network is fed with
     */
    public static ONNXRef<?> write(ONNXRef<?> images, ImageShape shape, PixelTransform transform) {
        ONNXRef<?> value = images;
        for (TransformState state : transform.states()) {
            value = step(value, shape, state);
        }
        return value;
    }

    private static ONNXRef<?> step(ONNXRef<?> images, ImageShape shape, TransformState state) {
        Map<String, float[]> values = state.values();
        return switch (state.kind()) {
            case "affine" ->
                images.apply(ONNXOperators.SUB, Tensors.perChannel(images, "offset", values.get("offset")))
                        .apply(ONNXOperators.DIV, Tensors.perChannel(images, "scale", values.get("scale")));
            case "contrast" -> contrast(images, values);
            case "whitening" -> whitening(images, shape, values);
            default ->
                throw new IllegalStateException(
                        "Expected preprocessing that ONNX export knows, found the step '" + state.kind() + "'");
        };
    }

    /** Each image less its mean, times scale / max(epsilon, sqrt(bias + variance)). */
    private static ONNXRef<?> contrast(ONNXRef<?> images, Map<String, float[]> values) {
        ONNXRef<?> centred = images.apply(ONNXOperators.SUB, mean(images));
        ONNXRef<?> variance = mean(centred.apply(ONNXOperators.MUL, centred));
        ONNXRef<?> deviation = variance.apply(ONNXOperators.ADD, Tensors.perChannel(images, "bias", values.get("bias")))
                .apply(ImageOperators.SQRT)
                .apply(ImageOperators.MAX, Tensors.perChannel(images, "epsilon", values.get("epsilon")));
        return centred.apply(ONNXOperators.MUL, Tensors.perChannel(images, "contrast", values.get("scale")))
                .apply(ONNXOperators.DIV, deviation);
    }

    private static ONNXRef<?> mean(ONNXRef<?> images) {
        return images.apply(ONNXOperators.REDUCE_MEAN, Map.of("axes", new int[] {1, 2, 3}, "keepdims", 1));
    }

    /** (x - mean) W on flat images. */
    private static ONNXRef<?> whitening(ONNXRef<?> images, ImageShape shape, Map<String, float[]> values) {
        int size = shape.size();
        ONNXRef<?> mean = Tensors.of(images, "mean_image", List.of(1, size), values.get("mean"), 0);
        ONNXRef<?> matrix = Tensors.of(images, "whitening", List.of(size, size), values.get("matrix"), 0);
        ONNXRef<?> flat =
                images.apply(ImageOperators.FLATTEN, Map.of("axis", 1)).apply(ONNXOperators.SUB, mean);
        int[] batch = Tensors.batchOf(shape.channels(), shape.height(), shape.width());
        return flat.apply(ONNXOperators.GEMM, matrix)
                .apply(ImageOperators.RESHAPE, Tensors.longs(images, "white_image_shape", batch));
    }
}
