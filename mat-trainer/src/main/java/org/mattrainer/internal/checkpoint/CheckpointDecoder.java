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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mattrainer.internal.bytes.FloatBytes;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.optimise.OptimiserSnapshot;
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
import org.mattrainer.training.Arithmetic;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.Recovery;

/**
 * Reads checkpoints from protobufs. The checkpoint names its network, so that every length is known and compared with
 * the bytes that are there before anything is allocated.
 */
final class CheckpointDecoder {

    private static final int FLOAT64 = Double.BYTES;

    private final Network network;

    private CheckpointDecoder(Network network) {
        this.network = network;
    }

    /**
     * Decodes.
     *
     * @throws IllegalArgumentException if the message contradicts itself; it says how
     */
    static Checkpoint decode(CheckpointProto proto) {
        require(proto.hasIdentity() && proto.hasState() && proto.hasTotals(), "a part is missing");
        RunIdentity identity = identity(proto.getIdentity());
        return new CheckpointDecoder(NetworkNotation.parse(identity.network())).checkpoint(proto, identity);
    }

    private Checkpoint checkpoint(CheckpointProto proto, RunIdentity identity) {
        NetworkState state = state(proto.getState(), true);
        List<EpochReport> history = new ArrayList<>();
        for (EpochReportProto report : proto.getHistoryList()) {
            require(report.getEpoch() == history.size() + 1, "its epochs are not in order");
            history.add(report(report));
        }
        long finishedSteps =
                history.isEmpty() ? 0 : history.get(history.size() - 1).steps();
        require(state.steps() >= finishedSteps, "it has more finished epochs than steps");
        return new Checkpoint(
                identity,
                state,
                proto.hasEpochStart() ? state(proto.getEpochStart(), true) : null,
                proto.hasEarlier() ? earlier(proto.getEarlier(), state.steps(), history.size()) : null,
                totals(proto.getTotals()),
                history,
                proto.hasBest() ? best(proto.getBest(), history.size()) : null,
                proto.getRecoveriesList().stream()
                        .map(CheckpointDecoder::recovery)
                        .toList(),
                proto.getFinished());
    }

    private BestEpoch best(BestEpochProto proto, int epochs) {
        require(proto.getEpoch() >= 1 && proto.getEpoch() <= epochs, "its best epoch is not among its epochs");
        return new BestEpoch(proto.getEpoch(), proto.getValue(), state(proto.getState(), false));
    }

    private EpochStart earlier(EpochStartProto proto, long steps, int epochs) {
        NetworkState start = state(proto.getState(), true);
        require(start.steps() < steps, "an earlier epoch starts after it");
        return new EpochStart(start, proto.hasBest() ? best(proto.getBest(), epochs) : null);
    }

    private static RunIdentity identity(RunIdentityProto proto) {
        RunIdentity identity = new RunIdentity(
                properties(proto.getConfigurationList()),
                properties(proto.getDataList()),
                proto.getDataHash(),
                proto.getSeed(),
                proto.getNetwork(),
                proto.getArithmeticList().stream()
                        .map(used -> new Arithmetic(used.getVersion(), used.getKernels()))
                        .toList());
        require(
                identity.configurationHash().equals(proto.getConfigurationHash()),
                "its configuration does not have the hash that stands beside it");
        return identity;
    }

    private static SortedMap<String, String> properties(List<PropertyProto> list) {
        SortedMap<String, String> properties = new TreeMap<>();
        list.forEach(property -> properties.put(property.getName(), property.getValue()));
        return properties;
    }

    private NetworkState state(NetworkStateProto proto, boolean needsOptimiser) {
        require(proto.getSteps() >= 0, "a number of steps is negative");
        require(proto.getHasOptimiser() == needsOptimiser, "the state of the optimiser is missing or out of place");
        NetworkState state = new NetworkState(
                proto.getSteps(),
                floats("parameters", proto.getParameters(), network.parameterCount()),
                floats("statistics", proto.getStatistics(), network.statisticCount()),
                proto.getMixture().isEmpty() ? null : mixture(proto.getMixture()),
                needsOptimiser ? optimiser(proto.getOptimiserSteps(), proto.getOptimiserTensorsList(), network) : null,
                proto.getAverage().isEmpty() ? null : floats("average", proto.getAverage(), network.parameterCount()),
                proto.getAuxiliariesList().stream()
                        .map(CheckpointDecoder::learner)
                        .toList(),
                proto.getExamplesList().stream()
                        .map(CheckpointDecoder::examples)
                        .toList());
        require(state.isFinite(), "a number of a network is not finite");
        return state;
    }

    private static LearnerState learner(LearnerStateProto proto) {
        Network network = NetworkNotation.parse(proto.getNetwork());
        return new LearnerState(
                proto.getName(),
                network,
                floats("parameters", proto.getParameters(), network.parameterCount()),
                floats("statistics", proto.getStatistics(), network.statisticCount()),
                optimiser(proto.getOptimiserSteps(), proto.getOptimiserTensorsList(), network));
    }

    /** The number of examples is that of the training data, so the training itself compares the exact length. */
    private static ExampleState examples(ExampleStateProto proto) {
        int values = proto.getValues().size() / Float.BYTES;
        return new ExampleState(proto.getTerm(), floats(proto.getTerm(), proto.getValues(), values));
    }

    private static OptimiserSnapshot optimiser(long steps, List<ByteString> list, Network network) {
        List<float[]> tensors = new ArrayList<>();
        for (ByteString bytes : list) {
            tensors.add(floats("optimiser", bytes, network.parameterCount()));
        }
        return new OptimiserSnapshot(steps, tensors);
    }

    private static float[] floats(String what, ByteString bytes, int expected) {
        long length = (long) expected * Float.BYTES;
        require(bytes.size() == length, "expected " + length + " bytes of " + what + ", found " + bytes.size());
        float[] values = new float[expected];
        FloatBytes.read(bytes, values, 0, expected);
        return values;
    }

    /** The form of the covariances is in the configuration, so the mixture itself compares the exact length. */
    private double[] mixture(ByteString bytes) {
        long d = network.latentSize();
        long most = (long) FLOAT64 * network.classes() * (d + d * d + 1);
        require(
                bytes.size() % FLOAT64 == 0 && bytes.size() <= most,
                "expected at most " + most + " bytes of mixture, found " + bytes.size());
        double[] values = new double[bytes.size() / FLOAT64];
        FloatBytes.read(bytes, values);
        return values;
    }

    private static EpochTotals.Sums totals(EpochTotalsProto proto) {
        return new EpochTotals.Sums(
                terms(proto.getTermsList()),
                measures(proto.getMeasuresList()),
                proto.getTotal(),
                proto.getExamples(),
                proto.getErrors(),
                proto.getImages(),
                proto.getSeconds());
    }

    private static Map<String, Double> terms(List<TermProto> list) {
        Map<String, Double> terms = new LinkedHashMap<>();
        list.forEach(term -> terms.put(term.getName(), term.getValue()));
        return terms;
    }

    private static Map<String, EpochTotals.WeightedSum> measures(List<MeasureProto> list) {
        Map<String, EpochTotals.WeightedSum> measures = new LinkedHashMap<>();
        for (MeasureProto measure : list) {
            require(measure.getExamples() > 0, "a measure is of " + measure.getExamples() + " examples");
            measures.put(measure.getName(), new EpochTotals.WeightedSum(measure.getSum(), measure.getExamples()));
        }
        return measures;
    }

    private static EpochReport report(EpochReportProto proto) {
        return new EpochReport(
                proto.getEpoch(),
                proto.getEpochs(),
                terms(proto.getTermsList()),
                terms(proto.getMeasuresList()),
                proto.getTotal(),
                proto.getTrainingError(),
                proto.getHasValidationError() ? OptionalDouble.of(proto.getValidationError()) : OptionalDouble.empty(),
                proto.getHasValidationLoss() ? OptionalDouble.of(proto.getValidationLoss()) : OptionalDouble.empty(),
                proto.getLearningRate(),
                proto.getSeconds(),
                proto.getImagesPerSecond(),
                proto.getSteps());
    }

    private static Recovery recovery(RecoveryProto proto) {
        double factor = proto.getLearningRateFactor();
        require(factor > 0 && factor < 1, "a factor of the learning rate is " + factor);
        return new Recovery(proto.getDivergedStep(), proto.getTerm(), proto.getRestoredStep(), factor);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
