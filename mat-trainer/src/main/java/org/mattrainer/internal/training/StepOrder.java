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
package org.mattrainer.internal.training;

import org.mattrainer.internal.bytes.NumberReader;
import org.mattrainer.internal.bytes.NumberWriter;

/**
 * What those who share a step are told of it. The arrays are not copied.
 *
 * @param step number of the step, from 0
 * @param shares number of shares that were wanted, from which the cut of the batch follows unless micro-batches cut it
 * @param progress share of the training that is done
 * @param parameters the parameters, flat in canonical order
 * @param statistics the running statistics, flat in canonical order
 * @param mixture state of the mixture, null where there is none
 */
record StepOrder(long step, int shares, double progress, float[] parameters, float[] statistics, double[] mixture) {

    private static final int HEAD = 64;

    byte[] toBytes() {
        int numbers = Float.BYTES * (parameters.length + statistics.length)
                + (mixture == null ? 0 : Double.BYTES * mixture.length);
        NumberWriter out = new NumberWriter(HEAD + numbers);
        out.putLong(step);
        out.putInt(shares);
        out.putDouble(progress);
        out.putFloats(parameters);
        out.putFloats(statistics);
        out.putDoubles(mixture);
        return out.toBytes();
    }

    static StepOrder of(byte[] bytes) {
        NumberReader in = new NumberReader(bytes);
        return new StepOrder(
                in.getLong(), in.getInt(), in.getDouble(), in.getFloats(), in.getFloats(), in.getDoubles());
    }
}
