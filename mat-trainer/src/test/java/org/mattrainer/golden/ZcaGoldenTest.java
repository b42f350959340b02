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

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelTransform;
import org.mattrainer.image.TrainingImages;
import org.mattrainer.image.TransformState;
import org.mattrainer.image.WhiteningRegularisation;
import org.mattrainer.image.ZcaWhitening;

/** The whitening cases of {@code tools.json}. */
class ZcaGoldenTest {

    static List<GoldenCase> floats() {
        return GoldenFile.load("tools", Precision.FLOAT).stream()
                .filter(golden -> !golden.op().equals("tsne"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floats")
    void whitens(GoldenCase golden) {
        if (!golden.op().equals("zca")) {
            throw golden.unknownOperation();
        }
        GoldenTensor x = golden.input("x");
        int size = x.shape().get(1);
        float[] values = x.floats();
        PixelTransform transform = new ZcaWhitening(golden.number("reg"), form(golden))
                .fit(new ImageShape(size, 1, 1), new Rows(values.clone(), size));
        transform.apply(values, x.shape().get(0));
        golden.verify("whitened", values);
        TransformState state = transform.states().get(0);
        golden.verify("mean", state.values().get("mean"));
        golden.verify("components", state.values().get("matrix"));
        golden.finish();
    }

    private static WhiteningRegularisation form(GoldenCase golden) {
        switch (golden.text("form")) {
            case "u diag(1/sqrt(s) + reg) u'":
                return WhiteningRegularisation.ADDED_TO_SCALE;
            case "u diag(1/sqrt(s + reg)) u'":
                return WhiteningRegularisation.ADDED_TO_VARIANCE;
            default:
                throw new AssertionError(golden + ": expected a known form, found " + golden.text("form"));
        }
    }

    /** Images in an array. */
    private record Rows(float[] values, int size) implements TrainingImages {

        @Override
        public int count() {
            return values.length / size;
        }

        @Override
        public void read(int first, int n, float[] x) {
            System.arraycopy(values, first * size, x, 0, n * size);
        }
    }
}
