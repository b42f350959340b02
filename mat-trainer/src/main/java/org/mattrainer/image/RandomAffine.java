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

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.numbers.RandomStream;

/**
 * Turns, shears and moves an image by random amounts, uniform between plus and minus a bound each; a bound of 0 leaves that
 * change out. Values between pixels are bilinear, what comes in from outside is a constant.
 */
public final class RandomAffine implements Augmentation {

    private static final long POSITION = 0x616666696E65L;

    @Config(description = "Largest angle of a turn, in degrees of [0, 180].")
    private double degrees = 30;

    @Config(description = "Largest shear of rows against each other and of columns, in pixels a pixel, in [0, 1].")
    private double shear = 0;

    @Config(description = "Largest shift, as a share of the image's height and width, in [0, 1].")
    private double translation = 0;

    @Config(description = "The number outside of the image, in the units fed to the network.")
    private double fill = 0;

    /** Turns of up to 30 degrees. */
    public RandomAffine() {}

    /**
     * Any bounds.
     *
     * @param degrees largest angle of a turn, in degrees of [0, 180]
     * @param shear largest shear of rows against each other and of columns, in pixels a pixel, in [0, 1]
     * @param translation largest shift, as a share of the image's height and width, in [0, 1]
     * @param fill the number outside of the image, in the units fed to the network
     * @throws PropertyException if a value is out of range
     */
    public RandomAffine(double degrees, double shear, double translation, double fill) {
        this.degrees = degrees;
        this.shear = shear;
        this.translation = translation;
        this.fill = fill;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(degrees >= 0 && degrees <= 180, "degrees", "a number in [0, 180]", degrees);
        Checks.fraction("shear", shear);
        Checks.fraction("translation", translation);
        Checks.require(Double.isFinite(fill), "fill", "a finite number", fill);
    }

    @Override
    public void augment(ImageShape shape, float[] x, int index, long stream) {
        double angle = Math.toRadians(draw(degrees, stream, 0));
        double across = draw(shear, stream, 1);
        double along = draw(shear, stream, 2);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        // The turn behind the shears [[1, along], [across, 1]].
        double[] matrix = {cos - sin * across, cos * along - sin, sin + cos * across, cos + sin * along};
        new AffineWarp(
                        matrix,
                        draw(translation, stream, 3) * shape.height(),
                        draw(translation, stream, 4) * shape.width(),
                        fill)
                .apply(shape, x, index);
    }

    private static double draw(double bound, long stream, int position) {
        return bound * (2 * RandomStream.uniform(stream, POSITION + position) - 1);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Augmentation");
    }

    @Override
    public String toString() {
        return "RandomAffine(degrees=" + degrees + ",shear=" + shear + ",translation=" + translation + ",fill=" + fill
                + ")";
    }
}
