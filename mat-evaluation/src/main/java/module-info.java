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

/** Evaluation, reports and the command line of MatTrainer. */
module org.mattrainer.evaluation {
    requires java.desktop;
    requires java.logging;
    requires jdk.unsupported;
    requires java.xml;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.oracle.labs.mlrg.olcut.config.json;
    requires com.oracle.labs.mlrg.olcut.config.protobuf;
    requires transitive org.mattrainer;
    requires xchart;

    exports org.mattrainer.evaluation;
    exports org.mattrainer.evaluation.attack;
    exports org.mattrainer.evaluation.cli;
    exports org.mattrainer.evaluation.embedding;
    exports org.mattrainer.evaluation.format;
    exports org.mattrainer.evaluation.job;
    exports org.mattrainer.evaluation.plot;
    exports org.mattrainer.evaluation.report;
    exports org.mattrainer.evaluation.statistics;
    exports org.mattrainer.evaluation.study;
    exports org.mattrainer.evaluation.trial;

    opens org.mattrainer.evaluation to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.evaluation.attack to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.evaluation.job to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.evaluation.study to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
}
