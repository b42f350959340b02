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
package org.mattrainer.nn;

/**
 * Where one tensor of a network lies in the network's flat array.
 *
 * @param layer index of the layer that owns it
 * @param name unique name, {@code <layer index>.<layer type>.<tensor name>}, such as {@code 0.Conv2d.weight}
 * @param tensor its shape and kind
 * @param offset index of its first value in the flat array
 */
public record ParameterSpec(int layer, String name, LayerTensor tensor, int offset) {

    /**
     * Number of values.
     *
     * @return the number of values of the tensor
     */
    public int size() {
        return tensor.size();
    }
}
