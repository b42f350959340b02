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
package org.mattrainer.evaluation.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.CommandOptions;
import org.mattrainer.evaluation.command.Console;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.baseline.DummyClassifierTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.TrainerProvenance;

class CrossValidationRunTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    /** Each of 12 examples has a feature of its own. */
    private static Dataset<Label> data(String... labels) {
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("examples", factory), factory);
        for (int i = 0; i < 12; i++) {
            Label label = new Label(labels[i % labels.length]);
            data.add(new ArrayExample<>(label, new String[] {"x" + i}, new double[] {1}));
        }
        return data;
    }

    private void run(Trainer<Label> trainer, Dataset<Label> data, int folds) {
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        new CrossValidationRun(new Console(out, out, true, false), trainer, data).run(folds);
    }

    private String lines() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** Says one label at all times, and fails in a training of some number. */
    private record Fragile(Trainer<Label> inner, int failing) implements Trainer<Label> {

        Fragile(int failing) {
            this(DummyClassifierTrainer.createConstantTrainer("a"), failing);
        }

        @Override
        public Model<Label> train(Dataset<Label> examples, Map<String, Provenance> provenance, int invocationCount) {
            if (inner.getInvocationCount() == failing) {
                throw new IllegalStateException("no more");
            }
            return inner.train(examples, provenance, invocationCount);
        }

        @Override
        public Model<Label> train(Dataset<Label> examples, Map<String, Provenance> provenance) {
            return train(examples, provenance, INCREMENT_INVOCATION_COUNT);
        }

        @Override
        public int getInvocationCount() {
            return inner.getInvocationCount();
        }

        @Override
        public void setInvocationCount(int invocationCount) {
            inner.setInvocationCount(invocationCount);
        }

        @Override
        public TrainerProvenance getProvenance() {
            return inner.getProvenance();
        }
    }

    @Test
    void foldsThatAreDoneOutliveOneThatFails() {
        assertThrows(IllegalStateException.class, () -> run(new Fragile(2), data("a"), 4));
        assertEquals(
                "Cross-validation, 4 folds\nfold   1   error 0.00 %\nfold   2   error 0.00 %\n",
                lines().replace("\r", ""));
    }

    @Test
    void theMeanIsThatOfTheFolds() {
        run(new Fragile(-1), data("a", "b", "a"), 12);
        assertTrue(lines().contains("mean       error 33.33 %, standard deviation 49.24 %"), lines());
    }

    /** Evaluators are asked about one model, and a cross-validation has none in the end. */
    @Test
    void whatIsAskedOfOneModelIsRefused() {
        for (String asked : List.of("--evaluators=robustness", "--term-gradients=2", "--predictions=x.csv")) {
            CommandOptions options = CommandOptions.parse(List.of(TrainFlag.values()), "-x", asked);
            CommandException refused =
                    assertThrows(CommandException.class, () -> CrossValidationRun.requireAlone(options));
            assertTrue(refused.getMessage().startsWith(asked.replaceAll("=.*", " ")), refused.getMessage());
        }
        CrossValidationRun.requireAlone(CommandOptions.parse(List.of(TrainFlag.values()), "-x", "-n", "3"));
    }
}
