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
package org.mattrainer.evaluation.report;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.PrimitiveProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mattrainer.evaluation.study.ModelStudy;
import org.mattrainer.training.EarlyStopping;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.KeptModel;
import org.mattrainer.training.StoppingMonitor;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;

/** After which epoch of its training a model was taken: the best one where early stopping has given that back, or else the last. */
public final class KeptEpoch {

    private static final Pattern STEPS = Pattern.compile("after (\\d+) of \\d+ steps");

    private KeptEpoch() {}

    /**
     * The validation errors of the models that a training would have given, had it ended after each of its epochs.
     *
     * @param trainer the provenance of the trainer
     * @param history columns of the history of the training by name, as {@code history.csv} has them
     * @return [epochs] in [0, 1], NaN where it was not measured; empty if there is no column of it
     */
    public static double[] validationErrors(TrainerProvenance trainer, Map<String, double[]> history) {
        double[] errors =
                history.getOrDefault("validation_error", new double[0]).clone();
        Optional<EarlyStopping> rule = stopping(trainer).filter(EarlyStopping::restoreBest);
        if (rule.isEmpty() || errors.length == 0 || !history.containsKey("epoch")) {
            return errors;
        }
        List<EpochReport> epochs = reports(history);
        double[] kept = new double[errors.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = errors[best(rule.get(), epochs.subList(0, i + 1)) - 1];
        }
        return kept;
    }

    /**
     * The epoch of the model that a training has given.
     *
     * @param provenance of the model
     * @param epochs of its training in order, at least one
     * @return from 1
     */
    static int of(ModelProvenance provenance, List<EpochReport> epochs) {
        return stopping(provenance.getTrainerProvenance())
                .filter(EarlyStopping::restoreBest)
                .map(rule -> best(rule, epochs))
                .orElseGet(() -> last(epochs));
    }

    /**
     * The epoch of a model that was read from a file.
     *
     * @param study the model with the history of its training, of at least one epoch, which may have gone on after it
     * @return above 0, with a fraction for a model that was taken within an epoch
     */
    static double of(ModelStudy study) {
        List<EpochReport> epochs = reports(study.history());
        Optional<EarlyStopping> rule = stopping(study.model().getProvenance().getTrainerProvenance());
        boolean isBest = rule.isPresent()
                && (isKept(study, KeptModel.BEST) || rule.get().restoreBest() && !isKept(study, KeptModel.LAST));
        OptionalLong stopped = stopped(study.model().getProvenance());
        double[] steps = study.history().get("steps");
        if (stopped.isEmpty() || steps == null || !(steps[0] > 0)) {
            return isBest ? best(rule.get(), epochs) : last(epochs);
        }
        int made = (int)
                Arrays.stream(steps).filter(step -> step <= stopped.getAsLong()).count();
        return isBest && made > 0
                ? best(rule.get(), epochs.subList(0, made))
                : stopped.getAsLong() / steps[0] * epochs.get(0).epoch();
    }

    /** The steps after which a model was taken from a training that was not at its end, as its provenance tells. */
    private static OptionalLong stopped(ModelProvenance provenance) {
        Provenance told = provenance.getInstanceProvenance().getMap().get("training-stopped");
        Matcher steps = STEPS.matcher(String.valueOf(told));
        return steps.find() ? OptionalLong.of(Long.parseLong(steps.group(1))) : OptionalLong.empty();
    }

    /** Whether a file is the model that a run folder has beside that of its run. */
    private static boolean isKept(ModelStudy study, KeptModel kind) {
        return study.file().endsWith("model-" + kind.name().toLowerCase(Locale.ROOT) + ".tribuo");
    }

    private static int last(List<EpochReport> epochs) {
        return epochs.get(epochs.size() - 1).epoch();
    }

    private static int best(EarlyStopping rule, List<EpochReport> epochs) {
        int best = last(epochs);
        OptionalDouble least = OptionalDouble.empty();
        for (EpochReport epoch : epochs) {
            if (rule.isBetter(epoch, least)) {
                least = OptionalDouble.of(rule.value(epoch));
                best = epoch.epoch();
            }
        }
        // A history may lack what was watched.
        return Double.isNaN(least.orElse(Double.NaN)) ? last(epochs) : best;
    }

    /** What a history says that early stopping may watch. */
    private static List<EpochReport> reports(Map<String, double[]> history) {
        List<EpochReport> epochs = new ArrayList<>();
        double[] numbers = history.get("epoch");
        for (int i = 0; i < numbers.length; i++) {
            epochs.add(new EpochReport(
                    (int) numbers[i],
                    numbers.length,
                    Map.of(),
                    Map.of(),
                    value(history, "objective", i),
                    value(history, "training_error", i),
                    OptionalDouble.of(value(history, "validation_error", i)),
                    OptionalDouble.of(value(history, "validation_loss", i)),
                    0,
                    0,
                    0,
                    0));
        }
        return epochs;
    }

    private static double value(Map<String, double[]> history, String column, int epoch) {
        return history.containsKey(column) ? history.get(column)[epoch] : Double.NaN;
    }

    /** The rule by which a training was to stop; empty for one without. */
    private static Optional<EarlyStopping> stopping(TrainerProvenance trainer) {
        Provenance set = trainer.getConfiguredParameters().get("earlyStopping");
        if (!(set instanceof ConfiguredObjectProvenance rule)
                || !rule.getConfiguredParameters().containsKey("monitor")) {
            return Optional.empty();
        }
        return Optional.of(EarlyStopping.builder()
                .monitor(StoppingMonitor.valueOf(setting(rule, "monitor")))
                .minDelta(Double.parseDouble(setting(rule, "minDelta")))
                .restoreBest(Boolean.parseBoolean(setting(rule, "restoreBest")))
                .build());
    }

    private static String setting(ConfiguredObjectProvenance rule, String name) {
        return String.valueOf(
                ((PrimitiveProvenance<?>) rule.getConfiguredParameters().get(name)).getValue());
    }
}
