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
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mattrainer.internal.numbers.Checks;
import org.tribuo.ConfigurableDataSource;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

/**
 * Ends a training that no longer improves. The validation examples are those of a source or a part of the labelled
 * training examples that is held out, which the training then never sees. Both decide the result, so they belong to the
 * configuration of the trainer and to the provenance of its models.
 */
public final class EarlyStopping implements Configurable, Provenancable<ConfiguredObjectProvenance> {

    @Config(description = "What has to become smaller: VALIDATION_ERROR, TRAINING_ERROR or OBJECTIVE.")
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

    @Config(description = "Share of the labelled training examples that is held out, above 0 and below 1.")
    private double heldOut = 0.1;

    @Config(description = "Seed of the choice of the examples that are held out.")
    private long seed = Trainer.DEFAULT_SEED;

    /** Holds out a tenth, waits 5 epochs for a smaller validation error, and takes the best model. */
    public EarlyStopping() {}

    /**
     * Early stopping with every setting.
     *
     * @param monitor what has to become smaller
     * @param minDelta by how much more than this, at least 0
     * @param patience number of epochs without a better one after which the training ends, at least 1
     * @param restoreBest whether the model is that of the best epoch instead of the last
     * @param validationSource the validation examples, or null to hold some of the training examples out
     * @param heldOut share of the labelled training examples that is held out, above 0 and below 1
     * @param seed seed of the choice of the examples that are held out
     * @throws PropertyException if a value is out of range
     */
    public EarlyStopping(
            StoppingMonitor monitor,
            double minDelta,
            int patience,
            boolean restoreBest,
            ConfigurableDataSource<Label> validationSource,
            double heldOut,
            long seed) {
        this.monitor = monitor;
        this.minDelta = minDelta;
        this.patience = patience;
        this.restoreBest = restoreBest;
        this.validationSource = validationSource;
        this.heldOut = heldOut;
        this.seed = seed;
        postConfig();
    }

    /** Used by the OLCUT configuration system, and should not be called by external code. */
    @Override
    public void postConfig() {
        Checks.present("monitor", monitor);
        Checks.atLeastZero("minDelta", minDelta);
        Checks.atLeast(1, "patience", patience);
        Checks.require(heldOut > 0 && heldOut < 1, "heldOut", "above 0 and below 1", heldOut);
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
     * @return true if the validation error is monitored
     */
    public boolean needsValidation() {
        return monitor == StoppingMonitor.VALIDATION_ERROR;
    }

    /**
     * The validation examples.
     *
     * @return empty when they are held out from the training examples
     */
    public Optional<ConfigurableDataSource<Label>> validationSource() {
        return Optional.ofNullable(validationSource);
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
        return best.isEmpty() || value(report) < best.getAsDouble() - minDelta;
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
}
