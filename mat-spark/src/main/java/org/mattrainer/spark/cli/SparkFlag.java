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
package org.mattrainer.spark.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.evaluation.command.CommandFlag;
import org.mattrainer.evaluation.run.TrainFlag;
import org.mattrainer.evaluation.run.evaluation.EvaluateFlag;

/** The flags of {@code tribuo-spark} beside those of the commands whose jobs it runs. */
enum SparkFlag implements CommandFlag {
    MASTER("master", "URL", "the cluster: local[N], spark://HOST:PORT, yarn, k8s://URL (default local[*])"),
    CONF("conf", "NAME=VALUE", "a setting of Spark, such as spark.executor.memory=8g; may be repeated"),
    DATA_PARALLEL(
            "data-parallel",
            "N",
            "a single training: each step is shared by N tasks, 1 to 8, with the bits of one machine");

    private final Syntax syntax;

    SparkFlag(String longName, String argument, String help) {
        this.syntax = new Syntax(longName, argument, help);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    /** These, and all flags of {@code tribuo-train} and {@code tribuo-evaluate}. */
    static List<CommandFlag> all() {
        List<CommandFlag> flags = new ArrayList<>(List.of(values()));
        flags.addAll(Arrays.asList(TrainFlag.values()));
        flags.add(EvaluateFlag.MODEL);
        return flags;
    }
}
