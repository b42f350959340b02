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
package org.mattrainer.image;

/** How the number in a feature's name runs over the values of an image. */
public enum PixelOrder {
    /** Channel by channel, each row by row: the number is (channel * height + row) * width + column. */
    CHW,
    /** Row by row with the channels of a pixel side by side: the number is (row * width + column) * channels + channel. */
    HWC,
    /** No image: the features, sorted by name as the host sorts them, form a vector of as many channels. */
    FLAT
}
