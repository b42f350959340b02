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

/**
 * How a perturbation is found: random, along the gradient of the loss (MAT, eq. 2), or by power iteration towards the
 * dominant eigenvector of a divergence's Hessian (MAT, eq. 14 to 23); and what the random numbers of a training are for.
 *
 * <p>MAT is the method of Zhang, Huang, Zhu and Liu,
 * <a href="https://arxiv.org/abs/1807.05832">Manifold Adversarial Learning</a>, 2018: the equations are those of this
 * paper.
 */
package org.mattrainer.adversarial;
