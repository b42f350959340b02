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
package org.mattrainer.internal.checkpoint;

import com.google.protobuf.ByteString;
import java.util.Map;
import org.mattrainer.internal.bytes.FloatBytes;
import org.mattrainer.protos.ArithmeticProto;
import org.mattrainer.protos.BestEpochProto;
import org.mattrainer.protos.CheckpointProto;
import org.mattrainer.protos.EpochReportProto;
import org.mattrainer.protos.EpochStartProto;
import org.mattrainer.protos.EpochTotalsProto;
import org.mattrainer.protos.ExampleStateProto;
import org.mattrainer.protos.LearnerStateProto;
import org.mattrainer.protos.MeasureProto;
import org.mattrainer.protos.NetworkStateProto;
import org.mattrainer.protos.PropertyProto;
import org.mattrainer.protos.RecoveryProto;
import org.mattrainer.protos.RunIdentityProto;
import org.mattrainer.protos.TermProto;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.Recovery;

/** Writes checkpoints as protobufs. */
final class CheckpointEncoder {

    private CheckpointEncoder() {}

    static CheckpointProto encode(Checkpoint checkpoint) {
        CheckpointProto.Builder builder = CheckpointProto.newBuilder()
                .setIdentity(identity(checkpoint.identity()))
                .setState(state(checkpoint.state()))
                .setTotals(totals(checkpoint.totals()))
                .setFinished(checkpoint.finished());
        if (checkpoint.epochStart() != null) {
            builder.setEpochStart(state(checkpoint.epochStart()));
        }
        if (checkpoint.earlier() != null) {
            EpochStartProto.Builder earlier = EpochStartProto.newBuilder()
                    .setState(state(checkpoint.earlier().state()));
            if (checkpoint.earlier().best() != null) {
                earlier.setBest(best(checkpoint.earlier().best()));
            }
            builder.setEarlier(earlier);
        }
        checkpoint.history().forEach(report -> builder.addHistory(report(report)));
        if (checkpoint.best() != null) {
            builder.setBest(best(checkpoint.best()));
        }
        checkpoint.recoveries().forEach(recovery -> builder.addRecoveries(recovery(recovery)));
        return builder.build();
    }

    private static BestEpochProto best(BestEpoch best) {
        return BestEpochProto.newBuilder()
                .setEpoch(best.epoch())
                .setValue(best.value())
                .setState(state(best.state()))
                .build();
    }

    private static RunIdentityProto identity(RunIdentity identity) {
        RunIdentityProto.Builder builder = RunIdentityProto.newBuilder()
                .setConfigurationHash(identity.configurationHash())
                .setDataHash(identity.dataHash())
                .setSeed(identity.seed())
                .setNetwork(identity.network());
        identity.arithmetic()
                .forEach(used -> builder.addArithmetic(
                        ArithmeticProto.newBuilder().setVersion(used.version()).setKernels(used.kernels())));
        identity.configuration().forEach((name, value) -> builder.addConfiguration(property(name, value)));
        identity.data().forEach((name, value) -> builder.addData(property(name, value)));
        return builder.build();
    }

    private static PropertyProto property(String name, String value) {
        return PropertyProto.newBuilder().setName(name).setValue(value).build();
    }

    private static NetworkStateProto state(NetworkState state) {
        NetworkStateProto.Builder builder = NetworkStateProto.newBuilder()
                .setSteps(state.steps())
                .setParameters(floats(state.parameters()))
                .setStatistics(floats(state.statistics()));
        if (state.mixture() != null) {
            builder.setMixture(FloatBytes.of(state.mixture()));
        }
        if (state.average() != null) {
            builder.setAverage(floats(state.average()));
        }
        if (state.optimiser() != null) {
            builder.setHasOptimiser(true).setOptimiserSteps(state.optimiser().steps());
            state.optimiser().tensors().forEach(tensor -> builder.addOptimiserTensors(floats(tensor)));
        }
        state.auxiliaries().forEach(learner -> builder.addAuxiliaries(learner(learner)));
        state.examples()
                .forEach(examples -> builder.addExamples(
                        ExampleStateProto.newBuilder().setTerm(examples.term()).setValues(floats(examples.values()))));
        return builder.build();
    }

    private static LearnerStateProto learner(LearnerState state) {
        LearnerStateProto.Builder builder = LearnerStateProto.newBuilder()
                .setName(state.name())
                .setNetwork(state.network().notation())
                .setParameters(floats(state.parameters()))
                .setStatistics(floats(state.statistics()))
                .setOptimiserSteps(state.optimiser().steps());
        state.optimiser().tensors().forEach(tensor -> builder.addOptimiserTensors(floats(tensor)));
        return builder.build();
    }

    private static ByteString floats(float[] values) {
        return FloatBytes.of(values, 0, values.length);
    }

    private static EpochTotalsProto totals(EpochTotals.Sums sums) {
        EpochTotalsProto.Builder builder = EpochTotalsProto.newBuilder()
                .setTotal(sums.total())
                .setExamples(sums.examples())
                .setErrors(sums.errors())
                .setImages(sums.images())
                .setSeconds(sums.seconds());
        for (Map.Entry<String, Double> term : sums.terms().entrySet()) {
            builder.addTerms(term(term));
        }
        sums.measures()
                .forEach((name, sum) -> builder.addMeasures(MeasureProto.newBuilder()
                        .setName(name)
                        .setSum(sum.sum())
                        .setExamples(sum.examples())));
        return builder.build();
    }

    private static EpochReportProto report(EpochReport report) {
        EpochReportProto.Builder builder = EpochReportProto.newBuilder()
                .setEpoch(report.epoch())
                .setEpochs(report.epochs())
                .setTotal(report.total())
                .setTrainingError(report.trainingError())
                .setHasValidationError(report.validationError().isPresent())
                .setValidationError(report.validationError().orElse(0))
                .setHasValidationLoss(report.validationLoss().isPresent())
                .setValidationLoss(report.validationLoss().orElse(0))
                .setLearningRate(report.learningRate())
                .setSeconds(report.seconds())
                .setImagesPerSecond(report.imagesPerSecond())
                .setSteps(report.steps());
        for (Map.Entry<String, Double> term : report.terms().entrySet()) {
            builder.addTerms(term(term));
        }
        for (Map.Entry<String, Double> measure : report.measures().entrySet()) {
            builder.addMeasures(term(measure));
        }
        return builder.build();
    }

    private static TermProto term(Map.Entry<String, Double> term) {
        return TermProto.newBuilder()
                .setName(term.getKey())
                .setValue(term.getValue())
                .build();
    }

    private static RecoveryProto recovery(Recovery recovery) {
        return RecoveryProto.newBuilder()
                .setDivergedStep(recovery.divergedStep())
                .setTerm(recovery.term())
                .setRestoredStep(recovery.restoredStep())
                .setLearningRateFactor(recovery.learningRateFactor())
                .build();
    }
}
