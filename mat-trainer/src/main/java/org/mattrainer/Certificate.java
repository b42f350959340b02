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
package org.mattrainer;

import java.util.Objects;

/**
 * What is certain about a smoothed model at one image, but for the error {@code alpha} of its noise.
 *
 * @param label the label that the model gives the image and everything within the radius
 * @param share lower confidence bound of the label's share of all votes, in [0, 1]
 * @param radius 2-norm of the changes that do not move the vote, in units of the network's input; 0 when nothing is
 *     certain
 */
public record Certificate(String label, double share, double radius) {

    /** Checks that there is a label. */
    public Certificate {
        Objects.requireNonNull(label);
    }

    /**
     * Whether nothing is certain, not even the label of the image itself.
     *
     * @return true when the label's share may be one half or less
     */
    public boolean abstains() {
        return share <= 0.5;
    }
}
