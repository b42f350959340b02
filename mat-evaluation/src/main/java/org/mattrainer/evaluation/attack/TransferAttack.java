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
package org.mattrainer.evaluation.attack;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Images that were made to deceive another model. Works on any model: what is attacked is only asked in the end. The
 * perturbation is bounded in the images of the other model.
 */
public final class TransferAttack implements Attack {

    /** What has the settings of the range of the pixels, for messages. */
    private static final String RANGE_OF = "evaluator";

    @Config(mandatory = true, description = "The attack on the other model; its radii are used.")
    private Attack attack;

    @Config(mandatory = true, description = "The file of the other model.")
    private Path sourceModel;

    private Model<Label> source;

    /** For olcut. */
    private TransferAttack() {}

    /**
     * Makes the attack.
     *
     * @param attack the attack on the other model
     * @param sourceModel the file of the other model, in the host's protobuf format
     * @throws PropertyException if the attack is an ensemble or a transfer itself
     */
    public TransferAttack(Attack attack, Path sourceModel) {
        this.attack = attack;
        this.sourceModel = sourceModel;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.require(!(attack instanceof TransferAttack), "attack", "an attack on one model", attack);
    }

    @Override
    public String name() {
        return "transfer of " + attack.name() + " from " + sourceModel;
    }

    @Override
    public double norm() {
        return attack.norm();
    }

    @Override
    public double[] radii() {
        return attack.radii();
    }

    @Override
    public boolean nested() {
        return attack.nested();
    }

    @Override
    public boolean hasBox() {
        return attack.hasBox();
    }

    @Override
    public boolean usesGradients() {
        return false;
    }

    @Override
    public boolean boundsTarget() {
        return false;
    }

    /**
     * What the transfers among some attacks depend on beside their settings, the content of the files of other models.
     *
     * @param attacks attacks of any kind
     * @return empty without a transfer
     * @throws IllegalArgumentException if a file cannot be read
     */
    public static String sourcesOf(List<Attack> attacks) {
        return attacks.stream()
                .flatMap(attack -> attack.members().stream())
                .filter(TransferAttack.class::isInstance)
                .map(attack -> " " + attack.fingerprint())
                .collect(Collectors.joining());
    }

    @Override
    public String fingerprint() {
        return attack.fingerprint() + " " + Arrays.hashCode(source().serialize().toByteArray());
    }

    /** The model under attack is only asked in the end; the other model has to fit the attack. */
    @Override
    public void requireFits(AttackTarget target, double[] radii) {
        try (AttackTarget other = new AttackTarget(source(), target.settings())) {
            attack.requireFits(other, radii);
            PixelRangeCheck.warn(other, List.of(attack), RANGE_OF);
        }
    }

    /** Refuses examples of which the model under attack has images that are out of the range of the other model's pixels. */
    void requireInside(AttackTarget target, Iterable<Example<Label>> examples) {
        try (AttackTarget other = new AttackTarget(source(), target.settings())) {
            float[] image = new float[target.shape().size()];
            // One at a time, as all test images would be as many examples again.
            Iterator<Example<Label>> seen = StreamSupport.stream(examples.spliterator(), false)
                    .map(example -> {
                        target.read(example, image, 0);
                        return target.toExample(image, 0, example.getOutput());
                    })
                    .iterator();
            PixelRangeCheck.requireInside(other, List.of(attack), () -> seen, RANGE_OF);
        }
    }

    /** The length of some examples in the units of the other model. */
    double lengthThere(TargetSettings settings, List<Example<Label>> examples) {
        try (AttackTarget other = new AttackTarget(source(), settings)) {
            return other.length(examples);
        }
    }

    /** The other model is attacked with the labels of the examples. */
    @Override
    public void requireKnows(Set<String> labels) {
        Set<String> known = new TreeSet<>();
        source().getOutputIDInfo().getDomain().forEach(label -> known.add(label.getLabel()));
        for (String label : labels) {
            requireKnown(known.contains(label), label);
        }
        attack.requireKnows(labels);
    }

    private void requireKnown(boolean known, String label) {
        if (!known) {
            throw new IllegalArgumentException("Expected a sourceModel that knows the labels of the examples for the "
                    + name() + ", found that " + sourceModel + ", a model of "
                    + source().getOutputIDInfo().toReadableString() + ", does not know '" + label + "'");
        }
    }

    @Override
    public float[][] perturb(AttackTarget target, AttackBatch batch, double... sizes) {
        try (AttackTarget other = new AttackTarget(source(), target.settings())) {
            List<Example<Label>> examples = examples(target, batch);
            AttackBatch there = translate(target, batch, examples, other);
            float[][] perturbed = attack.perturb(other, there, sizes);
            float[][] back = new float[sizes.length][batch.n() * target.shape().size()];
            for (int r = 0; r < sizes.length; r++) {
                for (int i = 0; i < batch.n(); i++) {
                    Label label = target.label(batch.y()[i]);
                    target.read(other.toExample(perturbed[r], i, label), back[r], i);
                }
            }
            return back;
        }
    }

    private static List<Example<Label>> examples(AttackTarget target, AttackBatch batch) {
        List<Example<Label>> examples = new ArrayList<>();
        for (int i = 0; i < batch.n(); i++) {
            examples.add(target.toExample(batch.x(), i, target.label(batch.y()[i])));
        }
        return examples;
    }

    private AttackBatch translate(
            AttackTarget target, AttackBatch batch, List<Example<Label>> examples, AttackTarget other) {
        float[] x = new float[batch.n() * other.shape().size()];
        int[] y = Arrays.copyOf(batch.y(), batch.n());
        for (int i = 0; i < batch.n(); i++) {
            Label label = target.label(batch.y()[i]);
            other.read(examples.get(i), x, i);
            y[i] = other.idOf(label.getLabel());
            requireKnown(y[i] >= 0, label.getLabel());
        }
        return new AttackBatch(x, y, batch.ids(), batch.n());
    }

    private synchronized Model<Label> source() {
        if (source == null) {
            source = read();
        }
        return source;
    }

    private Model<Label> read() {
        Optional<String> unreadable = FileErrors.unreadable(sourceModel);
        if (unreadable.isPresent()) {
            throw unfit(unreadable.get(), null);
        }
        Model<?> model;
        try {
            model = Model.deserializeFromFile(sourceModel);
        } catch (IOException | RuntimeException e) {
            throw unfit("none that can be read: " + e.getMessage(), e);
        }
        if (!model.validate(Label.class)) {
            throw unfit("one of other outputs", null);
        }
        return model.castModel(Label.class);
    }

    private IllegalArgumentException unfit(String found, Exception cause) {
        return new IllegalArgumentException(
                "Expected a model of labels in the sourceModel " + sourceModel + " of the " + name() + ", found "
                        + found,
                cause);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Attack");
    }

    @Override
    public String toString() {
        return "TransferAttack(" + name() + ")";
    }
}
