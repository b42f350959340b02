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
package org.mattrainer.evaluation;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.mattrainer.RandomisedSmoothing;
import org.mattrainer.SmoothedModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackListener;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.PixelRangeCheck;
import org.mattrainer.evaluation.attack.TargetSettings;
import org.mattrainer.evaluation.attack.TransferAttack;
import org.mattrainer.evaluation.format.NumberList;
import org.mattrainer.evaluation.format.SettingsText;
import org.mattrainer.image.PixelMap;
import org.mattrainer.image.ValueRange;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.Evaluator;
import org.tribuo.provenance.DataProvenance;

/**
 * Brackets how robust a smoothed model is: the certified accuracy from below, the accuracy under an attack from above.
 * Any model of labels is smoothed for it; one that is smoothed already is taken as it is. The results do not depend on
 * the number of threads or the size of a batch.
 */
public final class CertificationEvaluator implements Evaluator<Label, CertifiedEvaluation>, JobEvaluator {

    @Config(description = "How models are smoothed.")
    private RandomisedSmoothing smoothing = new RandomisedSmoothing();

    @Config(description = "Radii of the certified accuracy, ascending from at least 0: numbers and start:end:step.")
    private String[] radii = {"0:1.5:0.25", "2"};

    @Config(description = "The attack on the smoothed model, in the 2-norm; none if absent.")
    private Attack attack = null;

    @Config(description = "Most examples to certify, chosen at random with equal shares of the classes; 0 for all.")
    private int maxExamples = 200;

    @Config(description = "Seed of the choice of examples.")
    private long seed = Trainer.DEFAULT_SEED;

    @Config(description = "Lowest raw value of a pixel, for attacks with a box constraint.")
    private double lowestPixel = 0;

    @Config(description = "Highest raw value of a pixel, for attacks with a box constraint.")
    private double highestPixel = 255;

    private int threads = Runtime.getRuntime().availableProcessors();
    private int batchSize = 64;
    private AttackListener listener = (what, radius, done, total) -> {};
    private Path partialResults = null;

    /** The numbers of the radii, once the settings are complete. */
    private double[] radiusValues = {};

    /** For olcut. */
    private CertificationEvaluator() {}

    /**
     * An evaluator.
     *
     * @param smoothing how models are smoothed
     * @param radii radii of the certified accuracy, ascending from at least 0
     * @param attack the attack on the smoothed model, in the 2-norm; null for none
     * @param maxExamples most examples to certify; 0 for all
     * @param seed seed of the choice of examples
     * @throws PropertyException if a value is out of range
     */
    public CertificationEvaluator(
            RandomisedSmoothing smoothing, double[] radii, Attack attack, int maxExamples, long seed) {
        this.smoothing = smoothing;
        this.radii = NumberList.texts(radii);
        this.attack = attack;
        this.maxExamples = maxExamples;
        this.seed = seed;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(0, "maxExamples", maxExamples);
        PixelRangeCheck.requireRange(lowestPixel, highestPixel);
        // Ranges are written out, so that equal radii make equal provenances.
        radiusValues = NumberList.parse("radii", radii);
        radii = NumberList.texts(radiusValues);
        Checks.ascending("radii", radiusValues);
        if (attack != null && (attack.norm() != 2 || attack.radii().length == 0)) {
            throw new PropertyException(
                    "", "attack", "expected one with radii in the 2-norm, as certificates are, found " + attack.name());
        }
    }

    /**
     * Sets how many threads run a network; they end with the evaluation. Does not change results.
     *
     * @param number at least 1
     */
    @Override
    public void setThreads(int number) {
        threads = RobustnessEvaluator.requirePositive(number);
    }

    /**
     * Sets how many images pass through the model together. Does not change results.
     *
     * @param number at least 1
     */
    public void setBatchSize(int number) {
        batchSize = RobustnessEvaluator.requirePositive(number);
    }

    /**
     * Sets the raw values of pixels, within which an attack with a box constraint keeps its images.
     *
     * @param pixels more than one value; 0 to 255 if this is not called
     * @throws PropertyException if it is one value
     */
    public void setPixels(ValueRange pixels) {
        lowestPixel = pixels.lowest();
        highestPixel = pixels.highest();
        postConfig();
    }

    /**
     * Sets who hears of the progress.
     *
     * @param heard the listener
     */
    public void setListener(AttackListener heard) {
        listener = Objects.requireNonNull(heard);
    }

    @Override
    public void prepare(Optional<Path> folder, Consumer<String> progress) {
        prepareWith(folder, EvaluationProgress.ofLines(progress));
    }

    @Override
    public void prepareWith(Optional<Path> folder, EvaluationProgress progress) {
        partialResults = folder.orElse(null);
        setListener(new ProgressText(progress, System::nanoTime));
    }

    @Override
    public String title() {
        return "Certified robustness";
    }

    @Override
    public String fingerprint() {
        return SettingsText.of(getProvenance())
                + TransferAttack.sourcesOf(attack().stream().toList());
    }

    @Override
    public boolean usesGradients() {
        return attack != null && attack.usesGradients();
    }

    @Override
    public void requireFit(Model<Label> model) {
        requireFit(model, Set.of());
    }

    @Override
    public void requireFit(Model<Label> model, Set<String> labels) {
        SmoothedModel smoothed = smoothed(model);
        try (AttackTarget target = new AttackTarget(smoothed, targetSettings(smoothed))) {
            requireFit(target, labels);
        }
    }

    @Override
    public void requireFit(Model<Label> model, List<Example<Label>> examples) {
        JobEvaluator.super.requireFit(model, examples);
        if (attack == null) {
            return;
        }
        List<Example<Label>> chosen = BalancedSubset.chosen(examples, maxExamples, seed);
        SmoothedModel smoothed = smoothed(model);
        try (AttackTarget target = new AttackTarget(smoothed, targetSettings(smoothed))) {
            PixelRangeCheck.requireInside(target, List.of(attack), chosen, "CertificationEvaluator");
        }
    }

    void requireFit(AttackTarget target, Set<String> labels) {
        if (attack != null) {
            attack.requireFits(target);
            attack.requireKnows(labels);
        }
    }

    SmoothedModel smoothed(Model<Label> model) {
        return model instanceof SmoothedModel ? (SmoothedModel) model : smoothing.smooth(model);
    }

    @Override
    public CertifiedEvaluation evaluate(Model<Label> model, Dataset<Label> dataset) {
        return evaluate(model, model.predict(dataset), dataset.getProvenance());
    }

    @Override
    public CertifiedEvaluation evaluate(Model<Label> model, DataSource<Label> source) {
        return evaluate(model, model.predict(source), source.getProvenance());
    }

    /**
     * Certifies and attacks.
     *
     * @throws IllegalArgumentException if an example has no label or one that the model does not know, the model cannot
     *     be smoothed, or the attack does not fit it or the range of the examples' pixels
     */
    @Override
    public CertifiedEvaluation evaluate(
            Model<Label> model, List<Prediction<Label>> predictions, DataProvenance provenance) {
        RobustnessEvaluator.requireLabels(model, predictions);
        SmoothedModel smoothed = smoothed(model);
        smoothed.setPredictionThreads(threads);
        smoothed.setPredictionBatchSize(batchSize);
        return new CertificationRun(this, smoothed, predictions).run(provenance);
    }

    List<Double> radii() {
        return Arrays.stream(radiusValues).boxed().toList();
    }

    Optional<Attack> attack() {
        return Optional.ofNullable(attack);
    }

    int maxExamples() {
        return maxExamples;
    }

    long seed() {
        return seed;
    }

    AttackListener listener() {
        return listener;
    }

    Optional<Path> partialResults() {
        return Optional.ofNullable(partialResults);
    }

    /** What decides in which range an attack keeps the pixels, as text. */
    String rangeOfPixels() {
        return lowestPixel + " " + highestPixel;
    }

    /** The unit of a model of the host is that of the noise. */
    TargetSettings targetSettings(SmoothedModel model) {
        return new TargetSettings(
                batchSize, threads, PixelMap.flat(), model.smoothing().hostUnit(), lowestPixel, highestPixel);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Evaluator");
    }

    @Override
    public String toString() {
        return "CertificationEvaluator(smoothing=" + smoothing + ",radii=" + Arrays.toString(radii) + ",attack="
                + attack + ",maxExamples=" + maxExamples + ",seed=" + seed + ")";
    }
}
