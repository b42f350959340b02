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

/** Manifold Adversarial Training for Tribuo. */
@SuppressWarnings("module") // the module that reads the qualified export is compiled after this one
module org.mattrainer {
    requires ejml.core;
    requires ejml.ddense;
    requires transitive java.desktop;
    requires java.logging;
    requires static java.management;
    requires java.net.http;
    requires static jdk.incubator.vector;
    requires static jdk.management;
    requires transitive org.tribuo.core;
    requires transitive org.tribuo.math;
    requires transitive org.tribuo.util.onnx;
    requires transitive org.tribuo.classification.core;
    requires transitive com.oracle.labs.mlrg.olcut;
    requires transitive com.google.protobuf;

    exports org.mattrainer.divergence;
    exports org.mattrainer;
    exports org.mattrainer.adversarial;
    exports org.mattrainer.configuration;
    exports org.mattrainer.data;
    exports org.mattrainer.image;
    exports org.mattrainer.internal.checkpoint to
            org.mattrainer.evaluation;
    exports org.mattrainer.internal.files to
            org.mattrainer.evaluation;
    exports org.mattrainer.internal.input to
            org.mattrainer.evaluation;
    exports org.mattrainer.internal.numbers to
            org.mattrainer.evaluation;
    exports org.mattrainer.internal.settings to
            org.mattrainer.evaluation;
    exports org.mattrainer.latent;
    exports org.mattrainer.nn;
    exports org.mattrainer.objective;
    exports org.mattrainer.onnx;
    exports org.mattrainer.optimise;
    exports org.mattrainer.protos;
    exports org.mattrainer.statistics;
    exports org.mattrainer.training;

    opens org.mattrainer to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core,
            org.tribuo.json;
    opens org.mattrainer.adversarial to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.data to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.image to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.latent to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.nn to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.objective to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.optimise to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
    opens org.mattrainer.training to
            com.oracle.labs.mlrg.olcut,
            org.tribuo.core;
}
