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
package org.mattrainer.evaluation.study;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mattrainer.GradientSession;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.plot.Picture;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.ValueRange;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Shows examples as pictures, grey with one channel, red, green and blue with three. Values are bytes, or fractions where those of the
 * training images were; where those were neither, the lowest of them is black and the highest white.
 */
final class RawImages {

    private static final int MIDDLE = 128;

    private static final ValueRange FRACTIONS = new ValueRange(0, 1);
    private static final ValueRange BYTES = new ValueRange(0, 255);

    private final ImageShape shape;
    private final ValueRange shown;
    private final Map<String, Integer> pixels = new HashMap<>();

    private RawImages(GradientSession session, ValueRange shown) {
        this.shape = session.shape();
        this.shown = shown;
        for (int pixel = 0; pixel < shape.size(); pixel++) {
            pixels.put(session.featureName(pixel), pixel);
        }
    }

    /**
     * The pictures of a model's examples.
     *
     * @param model any model
     * @return empty for a model that does not say which pixel a feature is, or whose images have two channels or more
     *     than three
     */
    static Optional<RawImages> of(Model<Label> model) {
        if (!(model instanceof MatModel)) {
            return Optional.empty();
        }
        ValueRange shown =
                ((MatModel) model).trainingRange().map(RawImages::shown).orElse(BYTES);
        try (GradientSession session = ((MatModel) model).open(1)) {
            int channels = session.shape().channels();
            return channels == 1 || channels == 3 ? Optional.of(new RawImages(session, shown)) : Optional.empty();
        }
    }

    /** From black to white, for values of the training images. */
    private static ValueRange shown(ValueRange training) {
        return Stream.of(FRACTIONS, BYTES)
                .filter(range -> training.lowest() >= range.lowest() && training.highest() <= range.highest())
                .findFirst()
                .orElse(training);
    }

    /** The raw values in CHW order; pixels without a feature are 0. */
    float[] values(Example<Label> example) {
        float[] values = new float[shape.size()];
        for (Feature feature : example) {
            Integer pixel = pixels.get(feature.getName());
            if (pixel != null) {
                values[pixel] = (float) feature.getValue();
            }
        }
        return values;
    }

    /** An image; values beyond black and white are clipped. */
    Picture picture(float[] values) {
        float scale = BYTES.highest() / (shown.highest() - shown.lowest());
        return picture(values, scale, -shown.lowest() * scale);
    }

    /** The difference of two images around grey, its largest value becoming white or black. */
    Picture difference(float[] from, float[] to) {
        float[] difference = new float[from.length];
        float largest = 0;
        for (int i = 0; i < from.length; i++) {
            difference[i] = to[i] - from[i];
            largest = Math.max(largest, Math.abs(difference[i]));
        }
        return picture(difference, largest == 0 ? 1 : (MIDDLE - 1) / largest, MIDDLE);
    }

    private Picture picture(float[] values, float scale, float shift) {
        int[] rgb = new int[shape.area()];
        for (int p = 0; p < rgb.length; p++) {
            for (int c = 0; c < 3; c++) {
                int channel = shape.channels() == 1 ? 0 : c;
                int value = Math.round(values[channel * shape.area() + p] * scale + shift);
                rgb[p] = rgb[p] << 8 | Math.max(0, Math.min(255, value));
            }
        }
        return new Picture(shape.width(), shape.height(), rgb);
    }
}
