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

import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.command.CommonFlag;

/**
 * The flags of {@code tribuo-train}. Letters and names that Tribuo's own commands have mean here what they mean there.
 */
public enum TrainFlag implements CommandFlag {
    CONFIG_FILE(CommonFlag.CONFIG_FILE),
    EXPERIMENT(CommonFlag.EXPERIMENT, "the TrainJob, StudyJob or SearchJob to run, where the file holds several"),
    TRAINER('t', "trainer", "NAME", "the trainer component"),
    TRAIN_SOURCE('u', "train-source", "NAME", "the data source to train on"),
    TEST_SOURCE(CommonFlag.TEST_SOURCE),
    VALIDATION_SOURCE("validation-source", "NAME", "the data source whose error is shown after each epoch"),
    EVALUATORS(CommonFlag.EVALUATORS),
    TRANSFORMER("transformer", "NAME", "a TransformationMap to apply to the features first"),
    MINIMUM_COUNT('m', "minimum-count", "N", "drop features that occur fewer than N times"),
    MODEL_OUTPUT_PATH('f', "model-output-path", "FILE", "write the model here too"),
    MODEL_FORMAT("model-format", "FORMAT", "format of -f: PROTOBUF (default), JAVA, ONNX (on features) or ONNX_IMAGES"),
    PREDICTIONS('o', "predictions", "FILE", "write the test predictions as CSV"),
    OUTPUT_DIRECTORY(CommonFlag.OUTPUT_DIRECTORY),
    CONFIG_FORMAT(CommonFlag.CONFIG_FORMAT),
    CROSS_VALIDATE('x', "cross-validate", null, "cross-validate on the training source instead"),
    NUM_FOLDS('n', "num-folds", "N", "folds of -x (default 5)"),
    SEEDS(
            "seeds",
            "N[,N]",
            "train with each of these seeds and compare: a study of the job, or these seeds in a study"),
    QUICK("quick", null, "run the reduced variant that the study names"),
    THREADS(CommonFlag.THREADS),
    WORKING_MEMORY("working-memory", "SIZE", "bound of the network's working memory, such as 900m (default: the heap)"),
    IMAGE_MEMORY("image-memory", "SIZE", "bound of the copy of the training images, such as 2g (default: none)"),
    RESUME("resume", null, "go on from the newest checkpoint of the run folder, bit for bit"),
    RESTART("restart", null, "start over although the run folder holds a training, finished or not"),
    EXPORT("export", null, "write the model of the newest checkpoint of the run folder, and train nothing"),
    CHECKPOINT_STEPS("checkpoint-steps", "N", "save every N steps too (default 0: not by steps)"),
    CHECKPOINT_MINUTES("checkpoint-minutes", "N", "save every N minutes too (default 10; 0: not by time)"),
    TERM_GRADIENTS("term-gradients", "N", "measure the gradient norm of each term every N steps (default 0: never)"),
    DOWNLOAD(CommonFlag.DOWNLOAD),
    LIST("list", null, "list the components of the configuration, a line each, and do nothing else"),
    DESCRIBE("describe", "NAME", "list the settings of a component with their meaning, and do nothing else"),
    PRINT_CONFIG(
            "print-config", null, "print the job with everything it reaches and all overrides, and do nothing else"),
    DRY_RUN("dry-run", null, "build everything, train the first batches, estimate the time"),
    QUIET(CommonFlag.QUIET, "print the evaluation only"),
    STACKTRACE(CommonFlag.STACKTRACE);

    private final Syntax syntax;

    TrainFlag(CommonFlag flag) {
        this.syntax = flag.syntax();
    }

    TrainFlag(CommonFlag flag, String help) {
        this.syntax = flag.syntax().saying(help);
    }

    TrainFlag(String longName, String argument, String help) {
        this(NO_LETTER, longName, argument, help);
    }

    TrainFlag(char letter, String longName, String argument, String help) {
        this.syntax = new Syntax(letter, longName, argument, help);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }
}
