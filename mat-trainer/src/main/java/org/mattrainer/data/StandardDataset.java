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
package org.mattrainer.data;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** A data set whose files are known by name and content, so that they can be searched for, checked and downloaded. */
public enum StandardDataset {
    /**
     * MNIST: 60,000 and 10,000 handwritten digits of 28x28 grey pixels, 10 classes (LeCun, Cortes and Burges, 1998).
     */
    MNIST(
            "mnist",
            List.of(
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/"),
    /**
     * Fashion-MNIST: 60,000 and 10,000 articles of clothing of 28x28 grey pixels, 10 classes (Xiao, Rasul and
     * Vollgraf, 2017; Zalando Research, MIT licence).
     */
    FASHION_MNIST(
            "fashion-mnist",
            List.of(
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    private static final int PIXELS = 28 * 28;

    private final String folder;
    private final List<String> hashes;
    private final List<URI> mirrors;

    StandardDataset(String folder, List<String> hashes, String... mirrors) {
        this.folder = folder;
        this.hashes = hashes;
        this.mirrors = Stream.of(mirrors).map(URI::create).toList();
    }

    /**
     * The folder that usually holds the files.
     *
     * @return its name, such as {@code mnist}
     */
    public String folder() {
        return folder;
    }

    /**
     * Where the files can be downloaded, gzipped.
     *
     * @return addresses that end with a slash, the first to be tried first
     */
    public List<URI> mirrors() {
        return mirrors;
    }

    /**
     * Number of classes; labels are numbers from 0.
     *
     * @return 10
     */
    public int classes() {
        return 10;
    }

    /**
     * The file with the images of a part.
     *
     * @param part which part
     * @return an IDX file
     */
    public DatasetFile images(DataPart part) {
        return part == DataPart.TRAIN
                ? new DatasetFile("train-images-idx3-ubyte", 16 + 60_000L * PIXELS, hashes.get(0))
                : new DatasetFile("t10k-images-idx3-ubyte", 16 + 10_000L * PIXELS, hashes.get(2));
    }

    /**
     * The file with the labels of a part.
     *
     * @param part which part
     * @return an IDX file
     */
    public DatasetFile labels(DataPart part) {
        return part == DataPart.TRAIN
                ? new DatasetFile("train-labels-idx1-ubyte", 8 + 60_000, hashes.get(1))
                : new DatasetFile("t10k-labels-idx1-ubyte", 8 + 10_000, hashes.get(3));
    }
}
