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
package org.mattrainer.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mattrainer.reference.Numbers;

/**
 * A parameter tensor of a whole network, made by a hash, and what is known of its gradient.
 *
 * @param name its name in the file
 * @param shape dimensions
 * @param hashTensor number t of the hash
 * @param kind weight, bias, gamma or prelu
 * @param gradientSum sum of its gradient
 * @param gradientAbsoluteSum sum of the absolute values of its gradient
 * @param gradientDotHash inner product of its gradient with hash(count, t + 5000)
 */
record GoldenParameter(
        String name,
        List<Integer> shape,
        int hashTensor,
        String kind,
        double gradientSum,
        double gradientAbsoluteSum,
        double gradientDotHash) {

    private static final List<String> FIELDS =
            List.of("name", "shape", "hash_tensor", "kind", "grad_sum", "grad_abs_sum", "grad_dot_hash");

    static List<GoldenParameter> parse(String where, JsonNode node) {
        List<GoldenParameter> list = new ArrayList<>();
        for (JsonNode p : node == null ? List.<JsonNode>of() : GoldenFormat.array(where, node)) {
            GoldenFormat.requireFields(where, p, FIELDS, List.of());
            List<Integer> shape = new ArrayList<>();
            GoldenFormat.array(where, p.get("shape")).forEach(d -> shape.add(d.intValue()));
            list.add(new GoldenParameter(
                    p.get("name").asText(),
                    List.copyOf(shape),
                    p.get("hash_tensor").intValue(),
                    p.get("kind").asText(),
                    GoldenFormat.number(where, p.get("grad_sum")),
                    GoldenFormat.number(where, p.get("grad_abs_sum")),
                    GoldenFormat.number(where, p.get("grad_dot_hash"))));
        }
        return List.copyOf(list);
    }

    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** hash(n, t) of the file format, n values in [-1, 1). */
    static double[] hash(int n, int t) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            int x = i + t * 0x9E3779B9;
            x ^= x >>> 16;
            x *= 0x7FEB352D;
            x ^= x >>> 15;
            x *= 0x846CA68B;
            x ^= x >>> 16;
            values[i] = Integer.toUnsignedLong(x) / 2147483648.0 - 1.0;
        }
        return values;
    }

    /** The values of the parameter. */
    double[] values() {
        double[] values = hash(size(), hashTensor);
        for (int i = 0; i < values.length; i++) {
            values[i] = value(values[i]);
        }
        return values;
    }

    /** Compares what is known of the gradient. */
    void verifyGradient(GoldenCase golden, double[] gradient) {
        double sum = Arrays.stream(gradient).sum();
        double absolute = Arrays.stream(gradient).map(Math::abs).sum();
        double dot = Numbers.dot(gradient, hash(gradient.length, hashTensor + 5000));
        golden.compare(name + ".grad_sum", new double[] {gradientSum}, new double[] {sum});
        golden.compare(name + ".grad_abs_sum", new double[] {gradientAbsoluteSum}, new double[] {absolute});
        golden.compare(name + ".grad_dot_hash", new double[] {gradientDotHash}, new double[] {dot});
    }

    private double value(double hash) {
        switch (kind) {
            case "weight":
                return hash * Math.sqrt(6.0 / (size() / shape.get(0)));
            case "bias":
                return 0.1 * hash;
            case "gamma":
                return 1 + 0.1 * hash;
            case "prelu":
                return 0.25 + 0.1 * hash;
            default:
                throw new AssertionError(name + ": expected weight, bias, gamma or prelu, found " + kind);
        }
    }
}
