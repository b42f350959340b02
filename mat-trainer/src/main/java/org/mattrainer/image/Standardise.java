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
package org.mattrainer.image;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;

/**
 * Gives each channel of the training images the mean 0 and the standard deviation 1 over all images and positions. A
 * channel that is constant is only centred.
 */
public final class Standardise implements Preprocessing {

    private static final int IMAGES_PER_READ = 64;

    /** The only setting. */
    public Standardise() {}

    @Override
    public PixelTransform fit(ImageShape shape, TrainingImages images) {
        int channels = shape.channels();
        double values = (double) images.count() * shape.area();
        double[] mean = new double[channels];
        double[] sums = sumByChannel(shape, images, mean, 1);
        for (int c = 0; c < channels; c++) {
            mean[c] = sums[c] / values;
        }
        double[] squares = sumByChannel(shape, images, mean, 2);
        float[] offset = new float[channels];
        float[] scale = new float[channels];
        for (int c = 0; c < channels; c++) {
            offset[c] = (float) mean[c];
            float deviation = (float) Math.sqrt(squares[c] / values);
            scale[c] = deviation > 0 ? deviation : 1;
        }
        return new AffineTransform(shape, offset, scale);
    }

    /** Sums (x - centre) or its square over all images and positions, in double, in the order of the images. */
    private static double[] sumByChannel(ImageShape shape, TrainingImages images, double[] centre, int power) {
        float[] x = new float[Math.multiplyExact(IMAGES_PER_READ, shape.size())];
        double[] sums = new double[shape.channels()];
        for (int first = 0; first < images.count(); first += IMAGES_PER_READ) {
            int n = Math.min(IMAGES_PER_READ, images.count() - first);
            images.read(first, n, x);
            for (int plane = 0; plane < n * shape.channels(); plane++) {
                int c = plane % shape.channels();
                double sum = 0;
                for (int i = plane * shape.area(); i < (plane + 1) * shape.area(); i++) {
                    double difference = x[i] - centre[c];
                    sum += power == 1 ? difference : difference * difference;
                }
                sums[c] += sum;
            }
        }
        return sums;
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Preprocessing");
    }

    @Override
    public String toString() {
        return "Standardise()";
    }
}
