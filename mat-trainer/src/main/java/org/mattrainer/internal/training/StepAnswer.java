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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mattrainer.internal.bytes.NumberReader;
import org.mattrainer.internal.bytes.NumberWriter;
import org.mattrainer.internal.engine.GradientShare;

/**
 * What one of those who share a step has computed.
 *
 * @param gradient its share of the gradient; null for a micro-batch
 * @param sum the gradient of a micro-batch, flat in canonical order; else null
 * @param statistics the running statistics after a micro-batch, flat in canonical order; else null
 * @param values value of each term for its examples
 * @param measures for each term what it measured, by name
 * @param gradients number of input gradients
 * @param zeroGradients how many of them were 0
 * @param latent latent vectors of its labelled examples, [n, D]
 * @param logits their logits, [n, M]
 */
record StepAnswer(
        GradientShare gradient,
        float[] sum,
        float[] statistics,
        double[] values,
        List<Map<String, Double>> measures,
        long gradients,
        long zeroGradients,
        float[] latent,
        float[] logits) {

    private static final int FEW = 1 << 16;

    byte[] toBytes() {
        int numbers = gradient == null ? Float.BYTES * (sum.length + statistics.length) : gradient.bytes();
        NumberWriter out = new NumberWriter(FEW + numbers);
        out.putFloats(sum);
        out.putFloats(statistics);
        if (gradient != null) {
            gradient.write(out);
        }
        out.putDoubles(values);
        for (Map<String, Double> measured : measures) {
            out.putInt(measured.size());
            measured.forEach((name, value) -> {
                out.putText(name);
                out.putDouble(value);
            });
        }
        out.putLong(gradients);
        out.putLong(zeroGradients);
        out.putFloats(latent);
        out.putFloats(logits);
        return out.toBytes();
    }

    static StepAnswer of(byte[] bytes) {
        NumberReader in = new NumberReader(bytes);
        float[] sum = in.getFloats();
        float[] statistics = in.getFloats();
        GradientShare gradient = sum == null ? GradientShare.read(in) : null;
        double[] values = in.getDoubles();
        List<Map<String, Double>> measures = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Map<String, Double> measured = new LinkedHashMap<>();
            int count = in.getCount();
            for (int k = 0; k < count; k++) {
                measured.put(in.getText(), in.getDouble());
            }
            measures.add(measured);
        }
        return new StepAnswer(
                gradient,
                sum,
                statistics,
                values,
                measures,
                in.getLong(),
                in.getLong(),
                in.getFloats(),
                in.getFloats());
    }
}
