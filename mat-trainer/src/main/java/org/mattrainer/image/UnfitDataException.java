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

/**
 * Data do not fit what they are given to: images of another shape than a pixel map or a model takes, a feature that is
 * no pixel, values that cannot be pixels, too few classes. The message says what was expected and what was found.
 */
public final class UnfitDataException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Describes data that do not fit.
     *
     * @param message what was expected and what was found
     */
    public UnfitDataException(String message) {
        super(message);
    }
}
