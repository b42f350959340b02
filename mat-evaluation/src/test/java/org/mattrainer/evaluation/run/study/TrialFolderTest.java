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
package org.mattrainer.evaluation.run.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mattrainer.evaluation.run.RunFolder;
import org.mattrainer.evaluation.trial.TrialEvaluation;

class TrialFolderTest {

    @Test
    void figuresAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
        TrialFolder trial = new TrialFolder(new RunFolder(folder));
        Map<String, Double> figures = Map.of(
                "finite",
                0.1,
                "beyond",
                Double.POSITIVE_INFINITY,
                "below",
                Double.NEGATIVE_INFINITY,
                "none",
                Double.NaN);
        trial.write(new TrialEvaluation("attacks", "settings", figures, "text"));
        TrialEvaluation read =
                trial.readEvaluation("attacks", "settings"::equals).orElseThrow();
        assertEquals(figures, read.metrics());
    }
}
