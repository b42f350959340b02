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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mattrainer.nn.Network;
import org.mattrainer.nn.NetworkNotation;
import org.mattrainer.optimise.OptimiserSnapshot;
import org.mattrainer.protos.CheckpointProto;
import org.mattrainer.training.Arithmetic;
import org.mattrainer.training.CheckpointSettings;
import org.mattrainer.training.DamagedCheckpointException;
import org.mattrainer.training.EpochReport;
import org.mattrainer.training.Recovery;

/** Checkpoints as files: complete and right, or refused. */
class CheckpointFileTest {

    private static final String NOTATION = "1x6x6:C3x2n-B-R-M2-F-D2-Z-D3";
    private static final Network NETWORK = NetworkNotation.parse(NOTATION);
    private static final Network HEAD = NetworkNotation.parse("2x3x3:F-D2-B-@logits");

    @TempDir
    private Path folder;

    private static NetworkState state(long steps, boolean optimiser) {
        float[] parameters = new float[NETWORK.parameterCount()];
        float[] statistics = new float[4];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) Math.sin(i + steps);
        }
        Arrays.fill(statistics, 0.5f + steps);
        double[] mixture =
                IntStream.range(0, 3 * (2 + 4 + 1)).mapToDouble(Math::cos).toArray();
        return new NetworkState(
                steps,
                parameters,
                statistics,
                mixture,
                optimiser ? new OptimiserSnapshot(steps, List.of(parameters.clone(), parameters.clone())) : null,
                optimiser ? parameters.clone() : null,
                optimiser ? List.of(learner(steps)) : List.of(),
                optimiser ? List.of(new ExampleState("ensemble", new float[] {0.5f + steps, 1})) : List.of());
    }

    private static LearnerState learner(long steps) {
        float[] parameters = new float[HEAD.parameterCount()];
        Arrays.fill(parameters, 2f + steps);
        return new LearnerState(
                "side", HEAD, parameters, new float[4], new OptimiserSnapshot(steps + 1, List.of(parameters.clone())));
    }

    private static Checkpoint checkpoint() {
        RunIdentity identity = new RunIdentity(
                new TreeMap<>(Map.of("epochs", "4", "terms[0].class", "CrossEntropy")),
                new TreeMap<>(Map.of("class", "Source")),
                "hash",
                -7,
                NOTATION,
                List.of(new Arithmetic("1", "512 bit"), new Arithmetic("1", "scalar")));
        List<EpochReport> history = List.of(
                new EpochReport(
                        1,
                        4,
                        Map.of("ce", 0.25),
                        Map.of(),
                        0.25,
                        0.5,
                        OptionalDouble.of(0.125),
                        OptionalDouble.of(0.375),
                        0.1,
                        2,
                        3,
                        5),
                new EpochReport(
                        2,
                        4,
                        Map.of("ce", 0.2),
                        Map.of("smooth_L_KL", 0.75),
                        0.2,
                        0.4,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        0.1,
                        2,
                        3,
                        10));
        return new Checkpoint(
                identity,
                state(12, true),
                state(10, true),
                new EpochStart(state(5, true), new BestEpoch(1, 0.125, state(5, false))),
                new EpochTotals.Sums(
                        Map.of("ce", 1.5),
                        Map.of("smooth_L_KL", new EpochTotals.WeightedSum(2.5, 8)),
                        1.5,
                        16,
                        3,
                        40,
                        0.75),
                history,
                new BestEpoch(1, 0.125, state(5, false)),
                List.of(new Recovery(7, "ce", 5, 0.5)),
                false);
    }

    private Path written() throws IOException {
        Path file = folder.resolve("one.ckpt");
        CheckpointFile.write(file, checkpoint(), stage -> {});
        return file;
    }

    private static void requireSame(NetworkState expected, NetworkState found) {
        assertEquals(expected.steps(), found.steps());
        assertArrayEquals(expected.parameters(), found.parameters());
        assertArrayEquals(expected.statistics(), found.statistics());
        assertArrayEquals(expected.mixture(), found.mixture());
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Checkpoint expected = checkpoint();
        Checkpoint found = CheckpointFile.read(written());
        assertEquals(expected.identity(), found.identity());
        assertEquals(expected.totals(), found.totals());
        assertEquals(expected.history(), found.history());
        assertEquals(expected.recoveries(), found.recoveries());
        assertFalse(found.finished());
        requireSame(expected.state(), found.state());
        requireSame(expected.epochStart(), found.epochStart());
        requireSame(expected.earlier().state(), found.earlier().state());
        requireSame(expected.earlier().best().state(), found.earlier().best().state());
        assertEquals(1, found.earlier().best().epoch());
        requireSame(expected.best().state(), found.best().state());
        assertEquals(12, found.state().optimiser().steps());
        assertArrayEquals(
                expected.state().optimiser().tensors().get(1),
                found.state().optimiser().tensors().get(1));
        assertNull(found.best().state().optimiser());
        LearnerState side = found.state().auxiliaries().get(0);
        assertEquals("side", side.name());
        assertEquals(HEAD, side.network());
        assertArrayEquals(learner(12).parameters(), side.parameters());
        assertArrayEquals(new float[4], side.statistics());
        assertEquals(13, side.optimiser().steps());
        assertArrayEquals(learner(12).parameters(), side.optimiser().tensors().get(0));
        ExampleState kept = found.state().examples().get(0);
        assertEquals("ensemble", kept.term());
        assertArrayEquals(new float[] {12.5f, 1}, kept.values());
    }

    @Test
    void theStagesAreToldInOrderAndTheOldFileLastsUntilTheRename() throws IOException {
        Path file = written();
        byte[] old = Files.readAllBytes(file);
        List<WriteStage> stages = new ArrayList<>();
        CheckpointFile.write(file, checkpoint(), stage -> {
            stages.add(stage);
            try {
                assertTrue(stage == WriteStage.RENAMED || Arrays.equals(old, Files.readAllBytes(file)));
                assertEquals(stage != WriteStage.RENAMED, hasLeftovers());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertEquals(List.of(WriteStage.values()), stages);
    }

    private boolean hasLeftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    @Test
    void aFailureLeavesNoHalfFile() throws IOException {
        Path file = Files.createDirectories(folder.resolve("step/occupied")).getParent();
        assertThrows(IOException.class, () -> CheckpointFile.write(file, checkpoint(), stage -> {}));
        assertFalse(hasLeftovers());
    }

    /** 20 places over the file, both ends among them. */
    static Stream<Integer> twentieths() {
        return IntStream.range(0, 20).boxed();
    }

    @ParameterizedTest
    @MethodSource("twentieths")
    void aFileThatIsCutOffIsDamaged(int place) throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        int length = place == 19 ? bytes.length - 1 : place * bytes.length / 19;
        Files.write(file, Arrays.copyOf(bytes, length));
        requireDamaged(file);
    }

    @ParameterizedTest
    @MethodSource("twentieths")
    void aByteThatIsAlteredIsDamage(int place) throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        bytes[place * (bytes.length - 1) / 19] ^= 0x40;
        Files.write(file, bytes);
        requireDamaged(file);
    }

    private static String requireDamaged(Path file) {
        DamagedCheckpointException e = assertThrows(DamagedCheckpointException.class, () -> CheckpointFile.read(file));
        assertTrue(e.getMessage().startsWith("Checkpoint " + file + " is damaged: "), e.getMessage());
        return e.getMessage();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, 1L << 40})
    void aLengthThatTheFileDoesNotHaveIsNotAllocated(long length) throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putLong(8, length);
        Files.write(file, bytes);
        assertTrue(requireDamaged(file).contains("expected " + length + " bytes"));
    }

    @Test
    void bytesAfterTheEndAreDamage() throws IOException {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
        requireDamaged(file);
    }

    /** The checksum of these is right; what they say is not. */
    @Test
    void contradictionsAreDamageEvenWithARightChecksum() {
        contradicts("a part is missing", CheckpointProto.Builder::clearState);
        contradicts(
                "hash", b -> b.getIdentityBuilder().getConfigurationBuilder(0).setValue("5"));
        contradicts("bytes of parameters", b -> b.getIdentityBuilder().setNetwork("1x6x6:C3x900-R-F-D2-Z-D3"));
        contradicts("", b -> b.getIdentityBuilder().setNetwork("nonsense"));
        contradicts("steps", b -> b.getStateBuilder().setSteps(-1));
        contradicts("more finished epochs than steps", b -> b.getStateBuilder().setSteps(9));
        contradicts("optimiser", b -> b.getStateBuilder().setHasOptimiser(false));
        contradicts("bytes of optimiser", b -> b.getStateBuilder().setOptimiserTensors(1, ByteString.EMPTY));
        contradicts(
                "an earlier epoch starts after it",
                b -> b.getEarlierBuilder().getStateBuilder().setSteps(12));
        contradicts(
                "best epoch is not among",
                b -> b.getEarlierBuilder().getBestBuilder().setEpoch(3));
        contradicts("bytes of statistics", b -> b.getEpochStartBuilder().setStatistics(ByteString.EMPTY));
        contradicts("bytes of mixture", b -> b.getStateBuilder().setMixture(ByteString.copyFrom(new byte[9])));
        contradicts(
                "bytes of parameters",
                b -> b.getStateBuilder().getAuxiliariesBuilder(0).setNetwork("2x3x3:F-D9-@logits"));
        contradicts(
                "bytes of optimiser",
                b -> b.getStateBuilder().getAuxiliariesBuilder(0).setOptimiserTensors(0, ByteString.EMPTY));
        contradicts("not in order", b -> b.getHistoryBuilder(0).setEpoch(2));
        contradicts("best epoch", b -> b.getBestBuilder().setEpoch(3));
        contradicts("factor", b -> b.getRecoveriesBuilder(0).setLearningRateFactor(0));
        contradicts("not finite", b -> {
            byte[] bytes = b.getState().getParameters().toByteArray();
            Arrays.fill(bytes, 0, 4, (byte) 0xff);
            b.getStateBuilder().setParameters(ByteString.copyFrom(bytes));
        });
    }

    private static void contradicts(String word, Consumer<CheckpointProto.Builder> change) {
        CheckpointProto.Builder builder = CheckpointEncoder.encode(checkpoint()).toBuilder();
        change.accept(builder);
        RuntimeException e = assertThrows(RuntimeException.class, () -> CheckpointDecoder.decode(builder.build()));
        assertTrue(e.getMessage().contains(word), () -> "expected '" + word + "' in: " + e.getMessage());
    }

    /** More than a message can hold is told before anything is allocated; a training goes on without. */
    @Test
    void whatIsTooLargeForAFileIsRefused() {
        OptimiserSnapshot many = new OptimiserSnapshot(3, Collections.nCopies(600, new float[1 << 20]));
        Checkpoint small = checkpoint();
        NetworkState large = new NetworkState(3, new float[1], new float[1], null, many, null, List.of(), List.of());
        Checkpoint checkpoint =
                new Checkpoint(small.identity(), large, null, null, small.totals(), List.of(), null, List.of(), false);
        Path file = folder.resolve("step-000000000003.ckpt");
        IOException e = assertThrows(IOException.class, () -> CheckpointFile.write(file, checkpoint, stage -> {}));
        assertTrue(e.getMessage().contains("found one of 2516582408"), e.getMessage());
        assertFalse(Files.exists(file));
        CheckpointSettings never = new CheckpointSettings(folder, 0, Duration.ofSeconds(Long.MAX_VALUE), false);
        try (Checkpointer saver = new Checkpointer(never, small.identity(), stage -> {})) {
            assertFalse(saver.isDue(1), "an interval that is longer than any clock counts");
            saver.trySave(checkpoint);
            assertThrows(UncheckedIOException.class, () -> saver.save(checkpoint));
            saver.trySave(small);
            assertTrue(saver.isSaved(small.state().steps()));
        }
    }
}
