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
package org.mattrainer;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.mattrainer.image.PixelIndex;
import org.mattrainer.image.PixelOrder;
import org.mattrainer.internal.bytes.Malformed;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.numbers.Checks;
import org.mattrainer.internal.training.FrozenLayers;
import org.mattrainer.internal.training.StartingNetwork;
import org.mattrainer.internal.training.WarmStart;
import org.mattrainer.nn.Network;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/** Finds the model that a training starts from, and makes a warm start of it. */
final class InitialModel {

    private static final Logger logger = Logger.getLogger(InitialModel.class.getName());
    private static final String PROPERTY = "initialModel";
    private static final String IN_RUN_FOLDER = "model.tribuo";

    private InitialModel() {}

    /**
     * The model that a trainer's settings name.
     *
     * @param given a model set in code, or null
     * @param file the file or the folder of a run, or null
     * @param fingerprint of the model that it has to be, or null for any
     * @return null when there is none
     * @throws PropertyException if the file holds no such model
     */
    static MatModel find(MatModel given, Path file, String fingerprint) {
        MatModel model = given == null && file != null ? read(file) : given;
        if (fingerprint == null) {
            return model;
        }
        Checks.require(model != null, PROPERTY, "the file of the model with the fingerprint " + fingerprint, "none");
        Checks.require(
                model.fingerprint().equals(fingerprint),
                PROPERTY,
                "the model with the fingerprint " + fingerprint,
                "one with " + model.fingerprint());
        return model;
    }

    private static MatModel read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(IN_RUN_FOLDER) : path;
        Optional<String> unreadable = FileErrors.unreadable(file);
        if (unreadable.isPresent()) {
            throw new PropertyException("", PROPERTY, "expected a model, found of " + file + ": " + unreadable.get());
        }
        Model<?> model;
        try {
            model = Model.deserializeFromFile(file);
        } catch (IOException | RuntimeException e) {
            throw new PropertyException(
                    e,
                    "",
                    PROPERTY,
                    "expected a model in " + file + ", found none that can be read: " + Malformed.reason(e));
        }
        if (model instanceof MatModel mat) {
            return mat;
        }
        throw new PropertyException(
                "",
                PROPERTY,
                "expected a MatModel in " + file + ", found a "
                        + model.getClass().getSimpleName());
    }

    /**
     * Where the numbers of a network start by the settings of a trainer.
     *
     * @throws PropertyException if the initial model does not fit, or there is no layer of a name
     */
    static StartingNetwork start(MatTrainer trainer, Network network, ImmutableOutputInfo<Label> labels) {
        Optional<WarmStart> warmStart = Optional.ofNullable(trainer.startsFrom).map(model -> from(model, labels));
        try {
            warmStart.ifPresent(start -> start.requireFits(network));
        } catch (IllegalArgumentException e) {
            throw new PropertyException("", PROPERTY, e.getMessage());
        }
        try {
            return new StartingNetwork(network, warmStart, FrozenLayers.of(network, trainer.frozenLayers));
        } catch (IllegalArgumentException e) {
            throw new PropertyException("", "frozenLayers", e.getMessage());
        }
    }

    /**
     * Refuses other features than those of the initial model where their names alone say which number is whose. Pixels of
     * images are where they are, whatever they are called.
     *
     * @throws PropertyException naming the first that differs
     */
    static void requireSameFeatures(MatTrainer trainer, PixelIndex pixels) {
        if (trainer.startsFrom == null) {
            return;
        }
        PixelIndex before = trainer.startsFrom.pixels();
        boolean byName = pixels.map().order() == PixelOrder.FLAT || before.map().order() == PixelOrder.FLAT;
        // Another number of features is another network, which is refused as such.
        int compared =
                byName && before.shape().equals(pixels.shape()) ? pixels.shape().size() : 0;
        for (int i = 0; i < compared; i++) {
            Checks.require(
                    before.featureName(i).equals(pixels.featureName(i)),
                    PROPERTY,
                    "a model of the same features, with '" + pixels.featureName(i) + "' at the place " + i,
                    "one with '" + before.featureName(i) + "' there");
        }
    }

    /** Warns where the numbers of the initial model were learnt on inputs of another kind. */
    static void warnOfOtherInputs(MatTrainer trainer) {
        if (trainer.startsFrom == null) {
            return;
        }
        Map<String, String> before =
                preprocessing(trainer.startsFrom.getProvenance().getTrainerProvenance());
        Map<String, String> now = preprocessing(trainer.getProvenance());
        if (!before.equals(now)) {
            logger.warning("The initial model was trained with " + before + ", this training has " + now
                    + ": it starts from numbers that were learnt on inputs of another kind");
        }
    }

    private static Map<String, String> preprocessing(Provenance trainer) {
        return ProvenanceProperties.of(trainer).tailMap("preprocessing").headMap("preprocessing~");
    }

    private static WarmStart from(MatModel model, ImmutableOutputInfo<Label> labels) {
        int[] classes = new int[labels.size()];
        int known = 0;
        for (int j = 0; j < classes.length; j++) {
            // -1 for a class that the model does not know
            classes[j] = model.getOutputIDInfo().getID(labels.getOutput(j));
            known += classes[j] >= 0 ? 1 : 0;
        }
        int shared = known;
        logger.info(() -> "Starting from the model " + model.fingerprint() + ", which knows " + shared + " of the "
                + classes.length + " classes");
        return new WarmStart(model.parts().trained(), classes);
    }
}
