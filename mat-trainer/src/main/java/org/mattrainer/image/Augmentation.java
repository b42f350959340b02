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

import com.oracle.labs.mlrg.olcut.config.Configurable;
import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenancable;
import java.util.List;
import org.mattrainer.internal.numbers.SplitMix64;

/** A random change of a training image that keeps its label. It works on the numbers that are fed to the network. */
public interface Augmentation extends Configurable, Provenancable<ConfiguredObjectProvenance> {

    /**
     * Changes one image of a batch in place. The result depends on the image and the stream only, so that it is the
     * same on any number of threads.
     *
     * @param shape shape of an image
     * @param x images in NCHW order
     * @param index which of them to change
     * @param stream the random stream of this image in this epoch; augmentations of different kinds draw different numbers
     *     from the same stream
     */
    void augment(ImageShape shape, float[] x, int index, long stream);

    /**
     * Makes several changes of an image of a batch in place, one after the other. The second of a kind, and each that
     * follows, draws from a stream of its own, so that two of them are two changes and not one twice.
     *
     * @param changes the changes, in order
     * @param shape shape of an image
     * @param x images in NCHW order
     * @param index which of them to change
     * @param stream the random stream of this image in this epoch
     */
    static void augment(List<Augmentation> changes, ImageShape shape, float[] x, int index, long stream) {
        for (int k = 0; k < changes.size(); k++) {
            Augmentation change = changes.get(k);
            long before = 0;
            for (int i = 0; i < k; i++) {
                before += changes.get(i).getClass() == change.getClass() ? 1 : 0;
            }
            change.augment(
                    shape, x, index, before == 0 ? stream : SplitMix64.mix(stream - before * SplitMix64.GOLDEN_GAMMA));
        }
    }
}
