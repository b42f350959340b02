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
package org.mattrainer.training;

/** How the weights of convolutions and linear layers are drawn; fanIn is the number of inputs that an output sums. */
public enum Initialisation {
    /**
     * Normal with the variance 2 / ((1 + a^2) fanIn), where a is the negative slope of the rectifier behind the layer,
     * 0 where there is none (He et al., "Delving Deep into Rectifiers", ICCV 2015, equation 15).
     */
    HE,
    /** Uniform between plus and minus sqrt(3 / fanIn), as Caffe's filler of this name draws them. */
    XAVIER
}
