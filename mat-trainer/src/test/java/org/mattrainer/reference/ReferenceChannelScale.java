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
package org.mattrainer.reference;

import org.mattrainer.nn.TensorShape;

/**
 * gamma x + beta for each channel.
 *
 * @param shape shape of an example
 * @param parameters those of the network
 * @param offset where those of the layer begin, gamma first
 * @param shift whether there is a beta
 */
record ReferenceChannelScale(TensorShape shape, double[] parameters, int offset, boolean shift)
        implements ReferenceLayer {

    private int channel(int index) {
        return offset + index / (shape.height() * shape.width()) % shape.channels();
    }

    @Override
    public double[] forward(double[] x, int n) {
        double[] y = tangent(x, x, n);
        for (int i = 0; shift && i < x.length; i++) {
            y[i] += parameters[shape.channels() + channel(i)];
        }
        return y;
    }

    @Override
    public double[] tangent(double[] x, double[] dx, int n) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = parameters[channel(i)] * dx[i];
        }
        return y;
    }

    @Override
    public double[] backward(double[] x, double[] dy, int n, double[] gradient) {
        for (int i = 0; i < dy.length; i++) {
            gradient[channel(i)] += dy[i] * x[i];
            if (shift) {
                gradient[shape.channels() + channel(i)] += dy[i];
            }
        }
        return tangent(x, dy, n);
    }
}
