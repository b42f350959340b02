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
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.mattrainer.MatModel;
import org.mattrainer.evaluation.attack.Attack;
import org.mattrainer.evaluation.attack.AttackListener;
import org.mattrainer.evaluation.attack.AttackResult;
import org.mattrainer.evaluation.attack.AttackTarget;
import org.mattrainer.evaluation.attack.PixelRangeCheck;
import org.mattrainer.evaluation.attack.SmoothedGradientDescent;
import org.mattrainer.evaluation.attack.TargetSettings;
import org.mattrainer.evaluation.attack.TransferAttack;
import org.mattrainer.evaluation.format.SettingsText;
import org.mattrainer.image.PixelMap;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.evaluation.AbstractEvaluator;
import org.tribuo.evaluation.metrics.MetricID;
import org.tribuo.provenance.EvaluationProvenance;

/**
 * Evaluates how robust a model is against attacks, how smooth it is, and whether its robustness could be an illusion.
 * Attacks by gradient need a {@link MatModel}; others work on any model of labels. The results do not depend on the
 * number of threads.
 */
public final class RobustnessEvaluator
        extends AbstractEvaluator<Label, RobustnessMetric.Context, RobustnessEvaluation, RobustnessMetric>
        implements JobEvaluator {

    @Config(description = "The attacks, each with its radii.")
    List<Attack> attacks = new ArrayList<>();

    @Config(description = "Most examples to attack, chosen at random with equal shares of the classes; 0 for all.")
    int maxExamples = 1000;

    @Config(description = "Seed of the choice of examples.")
    long seed = Trainer.DEFAULT_SEED;

    @Config(description = "How the smoothness is measured; not measured if absent.")
    SmoothnessMetric smoothness = null;

    @Config(description = "The mixture that a network without one gets for what needs it.")
    MixtureFit mixtureFit = null;

    @Config(description = "Examples for the checks for hidden gradients that need passes of their own; 0 for none.")
    int checkExamples = 100;

    @Config(description = "Where the features of a model of the host are in an image; in no order if absent.")
    PixelMap hostPixels = null;

    @Config(description = "Raw value of one unit of a radius for a model of the host, above 0.")
    double hostUnit = 255;

    @Config(description = "Lowest raw value of a pixel, for attacks with a box constraint.")
    double lowestPixel = 0;

    @Config(description = "Highest raw value of a pixel, for attacks with a box constraint.")
    double highestPixel = 255;

    private int threads = Runtime.getRuntime().availableProcessors();
    private int batchSize = 64;
    private AttackListener listener = (attack, radius, done, total) -> {};
    private Path partialResults = null;
    private AttackPlace attackPlace = null;

    /** For olcut. */
    private RobustnessEvaluator() {}

    /**
     * Starts an evaluator with the defaults of all other settings.
     *
     * @param attacks the attacks, each with its radii
     * @return the builder
     */
    public static RobustnessEvaluatorBuilder builder(List<? extends Attack> attacks) {
        return new RobustnessEvaluatorBuilder(new RobustnessEvaluator(), attacks);
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.atLeast(0, "maxExamples", maxExamples);
        Checks.atLeast(0, "checkExamples", checkExamples);
        Checks.positive("hostUnit", hostUnit);
        PixelRangeCheck.requireRange(lowestPixel, highestPixel);
        Set<String> names = new HashSet<>();
        for (Attack attack : attacks) {
            Checks.require(attack.radii().length != 0, "attacks", "radii of " + attack.name(), "none");
            Checks.require(
                    names.add(attack.name()), "attacks", "attacks with different settings", attack.name() + " twice");
        }
    }

    /**
     * Sets how many threads run a network; they end with the evaluation. Does not change results.
     *
     * @param number at least 1
     */
    @Override
    public void setThreads(int number) {
        threads = requirePositive(number);
    }

    /**
     * Sets how many images pass through the model together. Does not change results.
     *
     * @param number at least 1
     */
    public void setBatchSize(int number) {
        batchSize = requirePositive(number);
    }

    static int requirePositive(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Expected at least 1, found " + number);
        }
        return number;
    }

    /**
     * Sets who hears of the progress.
     *
     * @param heard the listener
     */
    public void setListener(AttackListener heard) {
        listener = Objects.requireNonNull(heard);
    }

    /**
     * Sets where results are kept as soon as there are any, so that an evaluation that was ended goes on from there.
     * Results of another model, other examples or other settings are not used; those of the same attack are removed.
     *
     * @param folder the folder, null for none
     */
    public void setPartialResults(Path folder) {
        partialResults = folder;
    }

    /**
     * Sets where the attacks on the next model are made. Does not change results.
     *
     * @param place the place, null for this Java machine
     */
    public void setAttackPlace(AttackPlace place) {
        attackPlace = place;
    }

    /**
     * Makes one of the attacks on a part of the examples, for an {@link AttackPlace} of several machines. What the parts
     * yield is put together by {@link AttackSlices#join}.
     *
     * @param model the model
     * @param examples the part, with labels that the model knows
     * @param first place of the first of them among all that are attacked, from 0
     * @param attack place of the attack in {@link #attacks()}
     * @return one result for each radius
     * @throws IllegalArgumentException if the attack does not fit the model
     */
    public List<AttackResult> attack(Model<Label> model, List<Example<Label>> examples, int first, int attack) {
        return new RobustnessRun(this, model, ImagePredictions.of(model, examples)).attack(attacks.get(attack), first);
    }

    @Override
    public void prepare(Optional<Path> folder, Consumer<String> progress) {
        prepareWith(folder, EvaluationProgress.ofLines(progress));
    }

    @Override
    public void prepareWith(Optional<Path> folder, EvaluationProgress progress) {
        setPartialResults(folder.orElse(null));
        setListener(new ProgressText(progress, System::nanoTime));
    }

    /**
     * The attacks.
     *
     * @return in order
     */
    public List<Attack> attacks() {
        return List.copyOf(attacks);
    }

    @Override
    public String title() {
        return "Robustness";
    }

    @Override
    protected Set<RobustnessMetric> createMetrics(Model<Label> model) {
        Set<RobustnessMetric> metrics = new LinkedHashSet<>();
        metrics.add(new RobustnessMetric(this, "CLEAN_ACCURACY"));
        for (Attack attack : attacks) {
            for (double radius : attack.radii()) {
                metrics.add(
                        new RobustnessMetric(this, "ROBUST_ACCURACY" + RobustnessFindings.key(attack.name(), radius)));
            }
        }
        return metrics;
    }

    /**
     * Runs everything.
     *
     * @throws IllegalArgumentException if an example has no label or one that the model does not know, or an attack
     *     does not fit the model or the range of the examples' pixels
     */
    @Override
    protected RobustnessMetric.Context createContext(Model<Label> model, List<Prediction<Label>> predictions) {
        requireLabels(model, predictions);
        requireFit(model, labels(predictions));
        RobustnessFindings findings = new RobustnessRun(this, model, predictions).run();
        return new RobustnessMetric.Context(model, predictions, findings);
    }

    @Override
    public boolean usesGradients() {
        return attacks.stream().anyMatch(Attack::usesGradients);
    }

    @Override
    public void requireFit(Model<Label> model) {
        // Once, as an ensemble is asked for its members by serialising it.
        attacks.stream()
                .filter(attack -> attack.usesGradients() && !(attack instanceof SmoothedGradientDescent))
                .findFirst()
                .ifPresent(attack -> AttackTarget.requireGradients(model, attack.name()));
        try (AttackTarget target = new AttackTarget(model, targetSettings())) {
            if (mixtureFit != null
                    && model instanceof MatModel network
                    && target.mixture().isEmpty()) {
                // It is fitted when the attacks begin; that there will be one is all that they ask here.
                target.setMixture(mixtureFit.unfitted(network));
            }
            attacks.forEach(attack -> attack.requireFits(target));
        }
    }

    @Override
    public String fingerprint() {
        return SettingsText.of(getProvenance()) + TransferAttack.sourcesOf(attacks);
    }

    @Override
    public void requireFit(Model<Label> model, Set<String> labels) {
        requireFit(model);
        attacks.forEach(attack -> attack.requireKnows(labels));
    }

    @Override
    public void requireFit(Model<Label> model, List<Example<Label>> examples) {
        JobEvaluator.super.requireFit(model, examples);
        List<Example<Label>> chosen = BalancedSubset.chosen(examples, maxExamples, seed);
        try (AttackTarget target = new AttackTarget(model, targetSettings())) {
            PixelRangeCheck.requireInside(target, attacks, chosen, "RobustnessEvaluator");
        }
    }

    /** The labels of the examples. */
    static Set<String> labels(List<Prediction<Label>> predictions) {
        Set<String> labels = new TreeSet<>();
        predictions.forEach(
                prediction -> labels.add(prediction.getExample().getOutput().getLabel()));
        return labels;
    }

    static void requireLabels(Model<Label> model, List<Prediction<Label>> predictions) {
        if (predictions.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one example to evaluate, found none");
        }
        for (Prediction<Label> prediction : predictions) {
            Label label = prediction.getExample().getOutput();
            if (label.getLabel().equals(Label.UNKNOWN)) {
                throw new IllegalArgumentException("Expected labelled examples, found one whose label is unknown");
            }
            if (model.getOutputIDInfo().getID(label) < 0) {
                throw new IllegalArgumentException("Expected examples with labels of the model, "
                        + model.getOutputIDInfo().toReadableString() + ", found " + label.getLabel());
            }
        }
    }

    @Override
    protected RobustnessEvaluation createEvaluation(
            RobustnessMetric.Context context, Map<MetricID<Label>, Double> results, EvaluationProvenance provenance) {
        LabelEvaluation labels = new LabelEvaluator()
                .evaluate(context.getModel(), context.getPredictions(), provenance.getTestDatasetProvenance());
        return new RobustnessEvaluation(labels, context.findings(), getProvenance());
    }

    /** What decides how examples are images, as text. */
    String rangeOfPixels() {
        return hostPixels + " " + hostUnit + " " + lowestPixel + " " + highestPixel;
    }

    int maxExamples() {
        return maxExamples;
    }

    long seed() {
        return seed;
    }

    Optional<SmoothnessMetric> smoothness() {
        return Optional.ofNullable(smoothness);
    }

    Optional<MixtureFit> mixtureFit() {
        return Optional.ofNullable(mixtureFit);
    }

    int checkExamples() {
        return checkExamples;
    }

    Optional<AttackPlace> attackPlace() {
        return Optional.ofNullable(attackPlace);
    }

    AttackListener listener() {
        return listener;
    }

    Optional<Path> partialResults() {
        return Optional.ofNullable(partialResults);
    }

    /**
     * How models are attacked.
     *
     * @return the settings, with the threads and the size of a batch that were set
     */
    public TargetSettings targetSettings() {
        PixelMap pixels = hostPixels == null ? PixelMap.flat() : hostPixels;
        return new TargetSettings(batchSize, threads, pixels, hostUnit, lowestPixel, highestPixel);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "Evaluator");
    }

    @Override
    public String toString() {
        return "RobustnessEvaluator(attacks=" + attacks + ",maxExamples=" + maxExamples + ",seed=" + seed
                + ",smoothness=" + smoothness + ",checkExamples=" + checkExamples + ")";
    }
}
