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
package org.mattrainer.evaluation.run;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.mattrainer.MatModel;
import org.mattrainer.data.Resize;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.Console;
import org.mattrainer.evaluation.command.ExitCode;
import org.mattrainer.image.ImageShape;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.ShapedImage;
import org.mattrainer.image.UnfitDataException;
import org.mattrainer.image.UnusedRows;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.FeatureMap;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Compares the images of a job with each other and with models, before anything is trained or attacked. */
public final class ImageShapes {

    private ImageShapes() {}

    /** The one shape of a dataset's images, empty if its examples do not know theirs. */
    private static Optional<ImageShape> of(String what, Dataset<Label> data) {
        ImageShape first = null;
        for (Example<Label> example : data) {
            if (!(example instanceof ShapedImage image)) {
                continue;
            }
            if (first != null && !first.equals(image.shape())) {
                throw new CommandException(
                        ExitCode.BAD_DATA,
                        what + ": expected images of one shape, found " + first + " and " + image.shape());
            }
            first = image.shape();
        }
        return Optional.ofNullable(first);
    }

    /** Requires that further data hold images of the same shape as the training data. */
    static void requireSame(Dataset<Label> train, String what, Dataset<Label> data) {
        Optional<ImageShape> expected = of("training data", train);
        Optional<ImageShape> found = of(what, data);
        if (expected.isPresent() && found.isPresent() && !expected.equals(found)) {
            throw new CommandException(
                    ExitCode.BAD_DATA,
                    what + ": images of " + found.get() + ", expected " + expected.get()
                            + " as in the training data (channels x rows x columns)");
        }
    }

    /** Requires that a model can have been trained on images of the shape of some data. */
    public static void requireFit(Console console, String name, Model<Label> model, String what, Dataset<Label> data) {
        Optional<ImageShape> shape = of(what, data);
        if (shape.isPresent()) {
            requireFit(name, model, what, shape.get());
        } else if (model instanceof MatModel network) {
            warnOfSmallImages(console, network.pixelMap(), network.getFeatureIDMap(), what, data.getFeatureMap());
        }
    }

    /** Requires that a model can have been trained on images of a shape. */
    public static void requireFit(String name, Model<Label> model, String what, ImageShape shape) {
        if (model instanceof MatModel network) {
            requireReads(name, network.pixelMap(), what, shape);
        } else {
            requireKnownPixels(name, model.getFeatureIDMap(), what, shape);
        }
    }

    private static void requireReads(String name, PixelMap map, String what, ImageShape shape) {
        try {
            map.requireReads(shape);
        } catch (UnfitDataException e) {
            throw new CommandException(
                    ExitCode.BAD_DATA, what + " does not fit the model " + name + ": " + e.getMessage(), e);
        }
    }

    /** A model of the host knows no shape, but its features are the pixels that its training images had. */
    private static void requireKnownPixels(String name, FeatureMap features, String what, ImageShape shape) {
        PixelMap map = new PixelMap(shape.channels(), shape.height(), shape.width());
        int digits = map.featureName(0).length();
        StreamSupport.stream(features.spliterator(), false)
                .map(info -> info.getName())
                .filter(feature -> feature.matches("[0-9]+"))
                .filter(feature -> feature.length() != digits || Integer.parseInt(feature) >= shape.size())
                .findFirst()
                .ifPresent(feature -> {
                    throw new CommandException(
                            ExitCode.BAD_DATA,
                            what + ": images of " + shape + " have no pixel '" + feature + "', which the model " + name
                                    + " was trained on: expected images of another size");
                });
    }

    /**
     * Warns of images that are resized in another way than those of a training, as far as their provenances tell.
     *
     * @param console hears the warning
     * @param what the images
     * @param training provenance of the training data
     * @param data provenance of the images or of their source
     */
    public static void warnOfOtherResize(Console console, String what, Provenance training, Provenance data) {
        Optional<Resize> expected = Resize.recordedIn(training);
        Optional<Resize> found = Resize.recordedIn(data);
        if (expected.isPresent() && found.isPresent() && !expected.equals(found)) {
            console.warn("WARNING: " + what + ": images are resized by " + found.get() + ", those of the training by "
                    + expected.get() + ": those of other proportions look otherwise than what was learnt; give both"
                    + " sources one resize");
        }
    }

    /** Warns if examples that do not know their shape look like smaller images than those of the training. */
    static void warnOfSmallImages(
            Console console, PixelMap map, FeatureMap training, String what, FeatureMap features) {
        Optional<UnusedRows> expected = UnusedRows.of(map, training);
        UnusedRows.of(map, features)
                .filter(rows -> expected.isPresent() && rows.endEarlierThan(expected.get()))
                .ifPresent(rows -> console.warn("WARNING: " + what + ": no example has a pixel in the last "
                        + rows.after() + " of " + rows.count() + " rows of the " + map + ", of which the training data"
                        + " used all but " + expected.get().after() + ": check that the images are as large"));
    }
}
