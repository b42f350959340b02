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
package org.mattrainer.training;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mattrainer.configuration.ComponentBuilder;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/**
 * Ends a training that no longer improves. The validation examples are those of a source or a part of the labelled
 * training examples that is held out, which the training then never sees. Both decide the result, so they belong to the
 * configuration of the trainer and to the provenance of its models.
 */
public final class EarlyStopping implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(description = "What has to become smaller: VALIDATION_ERROR, VALIDATION_LOSS, TRAINING_ERROR or OBJECTIVE.")
    private StoppingMonitor monitor = StoppingMonitor.VALIDATION_ERROR;

    @Config(
            description =
                    "An epoch is better only if its value is smaller than the best by more than this, at least 0.")
    private double minDelta = 0;

    @Config(description = "Number of epochs without a better one after which the training ends, at least 1.")
    private int patience = 5;

    @Config(description = "Whether the model is that of the best epoch instead of the last.")
    private boolean restoreBest = true;

    @Config(description = "The validation examples, none of which should be trained on; held out if absent.")
    private ConfigurableDataSource<Label> validationSource = null;

    @Config(
            description =
                    "Fingerprint of the validation examples, filled in where code gives them; others are refused.")
    private String validationFingerprint = null;

    @Config(description = "Share of the labelled training examples that is held out, above 0 and below 1.")
    private double heldOut = 0.1;

    @Config(description = "Seed of the choice of the examples that are held out.")
    private long seed = Trainer.DEFAULT_SEED;

    private Dataset<Label> validation;

    /** Holds out a tenth, waits 5 epochs for a smaller validation error, and takes the best model. */
    public EarlyStopping() {}

    /**
     * Starts the stopping with the defaults of all settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder(new EarlyStopping());
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.present("monitor", monitor);
        Checks.atLeastZero("minDelta", minDelta);
        Checks.atLeast(1, "patience", patience);
        Checks.require(heldOut > 0 && heldOut < 1, "heldOut", "above 0 and below 1", heldOut);
        checkValidation();
    }

    /** Examples that code gives are told by their fingerprint, as the provenance has no place for them. */
    private void checkValidation() {
        if (validation == null) {
            Checks.require(
                    validationFingerprint == null,
                    "validationFingerprint",
                    "the validation examples of this fingerprint, which were given in code"
                            + " (EarlyStopping.builder().validationSource(dataset))",
                    "none");
            return;
        }
        Checks.require(
                validationSource == null,
                "validationSource",
                "none beside the validation examples that were given in code",
                validationSource);
        validationFingerprint = ExampleFingerprint.of(validation);
    }

    /**
     * Whether the model is that of the best epoch.
     *
     * @return false for that of the last
     */
    public boolean restoreBest() {
        return restoreBest;
    }

    /**
     * Whether validation examples are needed.
     *
     * @return true if the validation error or loss is monitored
     */
    public boolean needsValidation() {
        return monitor == StoppingMonitor.VALIDATION_ERROR || monitor == StoppingMonitor.VALIDATION_LOSS;
    }

    /**
     * Whether the objective is watched.
     *
     * @return true if the mean objective over an epoch is monitored
     */
    public boolean watchesObjective() {
        return monitor == StoppingMonitor.OBJECTIVE;
    }

    /**
     * The validation examples.
     *
     * @return those of a source or of a dataset, empty when they are held out from the training examples
     */
    public Optional<Iterable<Example<Label>>> validationExamples() {
        return validation == null ? Optional.ofNullable(validationSource) : Optional.of(validation);
    }

    /**
     * Share of the labelled training examples that is held out when there is no source.
     *
     * @return above 0 and below 1
     */
    public double heldOut() {
        return heldOut;
    }

    /**
     * Seed of the choice of the examples that are held out.
     *
     * @return any number
     */
    public long seed() {
        return seed;
    }

    /**
     * Number of epochs without a better one after which the training ends.
     *
     * @return at least 1
     */
    public int patience() {
        return patience;
    }

    /**
     * The monitored value of an epoch.
     *
     * @param report of the epoch
     * @return smaller is better
     */
    public double value(EpochReport report) {
        return monitor.value(report);
    }

    /**
     * Whether an epoch is better than the best before it.
     *
     * @param report of the epoch
     * @param best the monitored value of the best epoch before, empty for the first epoch
     * @return true if it is better by more than the smallest difference that counts
     */
    public boolean isBetter(EpochReport report, OptionalDouble best) {
        double value = value(report);
        // Nothing is smaller than what is not a number, as the loss of a model with infinite outputs.
        return best.isEmpty()
                || (Double.isNaN(best.getAsDouble()) ? !Double.isNaN(value) : value < best.getAsDouble() - minDelta);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "EarlyStopping");
    }

    @Override
    public String toString() {
        return "EarlyStopping(monitor=" + monitor + ",minDelta=" + minDelta + ",patience=" + patience + ",restoreBest="
                + restoreBest + ",validationSource=" + validationSource + ",heldOut=" + heldOut + ",seed=" + seed + ")";
    }

    /** Makes a {@link EarlyStopping}: each method is a setting of the name that it has in a configuration. */
    public static final class Builder extends ComponentBuilder<EarlyStopping, Builder> {

        private Builder(EarlyStopping it) {
            super(it);
        }

        /**
         * Sets what has to become smaller.
         *
         * @param monitor {@link StoppingMonitor#VALIDATION_ERROR} if this is not called
         * @return this
         */
        public Builder monitor(StoppingMonitor monitor) {
            return set(it -> it.monitor = monitor);
        }

        /**
         * Sets by how much more than this a better value has to be smaller than the best.
         *
         * @param minDelta at least 0; 0 if this is not called
         * @return this
         */
        public Builder minDelta(double minDelta) {
            return set(it -> it.minDelta = minDelta);
        }

        /**
         * Sets the number of epochs without a better one after which the training ends.
         *
         * @param patience at least 1; 5 if this is not called
         * @return this
         */
        public Builder patience(int patience) {
            return set(it -> it.patience = patience);
        }

        /**
         * Sets whether the model is that of the best epoch instead of the last.
         *
         * @param restoreBest true if this is not called
         * @return this
         */
        public Builder restoreBest(boolean restoreBest) {
            return set(it -> it.restoreBest = restoreBest);
        }

        /**
         * Sets the validation examples.
         *
         * @param validationSource null to hold some of the training examples out
         * @return this
         */
        public Builder validationSource(ConfigurableDataSource<Label> validationSource) {
            return set(it -> it.validationSource = validationSource);
        }

        /**
         * Sets the validation examples. The provenance then holds a fingerprint of them, SHA-256 over labels and features,
         * so that whoever trains again by it has to give them again, in code.
         *
         * @param validation labelled examples, none of which should be trained on; not copied
         * @return this
         */
        public Builder validationSource(Dataset<Label> validation) {
            Objects.requireNonNull(validation);
            return set(it -> it.validation = validation);
        }

        /**
         * Sets the share of the labelled training examples that is held out.
         *
         * @param heldOut above 0 and below 1; 0.1 if this is not called
         * @return this
         */
        public Builder heldOut(double heldOut) {
            return set(it -> it.heldOut = heldOut);
        }

        /**
         * Sets the seed of the choice of the examples that are held out.
         *
         * @param seed that of the host's trainers if this is not called
         * @return this
         */
        public Builder seed(long seed) {
            return set(it -> it.seed = seed);
        }
    }
}
