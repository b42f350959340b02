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
package org.mattrainer.internal.input;

/**
 * The examples of one step, filled again for the next. Inputs are rows {@code [n, c, h, w]} in the units fed to the
 * network; arrays may be longer than their part in use.
 */
public final class Batch {

    /** Inputs of the labelled examples. */
    public float[] x;

    /** Class of each labelled example, in [0, M). */
    public int[] y;

    /** Weight of each labelled example, above 0; null when all are 1. */
    public float[] weights;

    /** Identity of each labelled example, from which its random numbers derive. */
    public long[] exampleIds;

    /** Number of labelled examples, at least 1. */
    public int labelled;

    /** Number of labelled examples of the whole batch, of which these may be a share. */
    public int allLabelled;

    /** Inputs of the unlabelled examples; null when there are none. */
    public float[] unlabelledX;

    /** Weight of each unlabelled example, above 0; null when all are 1. */
    public float[] unlabelledWeights;

    /** Identity of each unlabelled example, from which its random numbers derive; null when there are none. */
    public long[] unlabelledIds;

    /** Number of unlabelled examples, 0 in supervised training. */
    public int unlabelled;

    /** Number of unlabelled examples of the whole batch, of which these may be a share. */
    public int allUnlabelled;

    /** An empty batch. */
    public Batch() {}
}
