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
package org.mattrainer.objective;

import java.util.ArrayList;
import java.util.List;

/** The examples that an unsupervised term takes. */
public enum RegulariseOn {
    /** The unlabelled examples; the labelled ones in a step that has no others. */
    UNLABELLED,
    /** All examples, each batch passing through the network on its own. */
    BOTH;

    private boolean takesLabelled(StepContext step) {
        return this == BOTH || step.unlabelled().size() == 0;
    }

    /** The batches of the examples, the unlabelled one first. */
    List<StepExamples> batches(StepContext step) {
        List<StepExamples> batches = new ArrayList<>();
        if (step.unlabelled().size() > 0) {
            batches.add(step.unlabelled());
        }
        if (takesLabelled(step)) {
            batches.add(step.labelled());
        }
        return batches;
    }

    /** Number of examples of the whole batches. */
    int examples(StepContext step) {
        return step.unlabelled().batchSize()
                + (takesLabelled(step) ? step.labelled().batchSize() : 0);
    }
}
