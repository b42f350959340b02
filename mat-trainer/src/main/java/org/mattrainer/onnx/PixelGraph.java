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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelIndex;
import org.tribuo.util.onnx.ONNXOperators;
import org.tribuo.util.onnx.ONNXRef;

/** Images out of the host's vectors of features, whose order is that of the features' names. */
public final class PixelGraph {

    private PixelGraph() {}

    /**
     * Places features in images.
     *
     * @param features a value [n,f], feature ids in order, 0 where an example has none
     * @param pixels which feature is which pixel
     * @param featureCount f
     * @return a value [n,c,h,w]; 0 at pixels that are no feature
     */
    public static ONNXRef<?> write(ONNXRef<?> features, PixelIndex pixels, int featureCount) {
        ImageShape shape = pixels.shape();
        int[] featureOfPixel = new int[shape.size()];
        // The column after the last feature is one of zeros.
        Arrays.fill(featureOfPixel, featureCount);
        int[] pixelOfFeature = pixels.pixelOfFeatureId();
        for (int id = 0; id < featureCount; id++) {
            featureOfPixel[pixelOfFeature[id]] = id;
        }
        ONNXRef<?> padded = features.apply(ImageOperators.PAD, Tensors.longs(features, "one_more_column", 0, 0, 0, 1));
        ONNXRef<?> placed = padded.apply(
                        ONNXOperators.GATHER,
                        List.of(Tensors.longs(features, "feature_of_pixel", featureOfPixel)),
                        List.of("pixels"),
                        Map.of("axis", 1))
                .get(0);
        int[] batch = Tensors.batchOf(shape.channels(), shape.height(), shape.width());
        return placed.apply(ImageOperators.RESHAPE, Tensors.longs(features, "image_shape", batch));
    }

    /**
     * Clears what prediction does not read.
     *
     * @param images a value [n,c,h,w] in the units of the examples
     * @param shape the images' shape
     * @param used for each pixel in CHW order whether it is read
     * @return a value [n,c,h,w]; 0 at pixels that are not read
     */
    public static ONNXRef<?> clearUnused(ONNXRef<?> images, ImageShape shape, boolean[] used) {
        float[] mask = new float[used.length];
        for (int pixel = 0; pixel < used.length; pixel++) {
            mask[pixel] = used[pixel] ? 1 : 0;
        }
        List<Integer> sizes = List.of(1, shape.channels(), shape.height(), shape.width());
        return images.apply(ONNXOperators.MUL, Tensors.of(images, "used_pixels", sizes, mask, 0));
    }
}
