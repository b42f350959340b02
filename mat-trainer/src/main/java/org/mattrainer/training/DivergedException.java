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

/** The training has left the finite numbers. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String term;
    private final long step;
    private final String place;
    private final boolean startLost;

    /**
     * Makes the exception.
     *
     * @param term what is not finite: a term of the objective, or the gradient
     * @param value its value
     * @param step step of the training, from 1
     * @param place the first tensor found that is not finite, or a statement that none was
     */
    public DivergedException(String term, double value, long step, String place) {
        super("The training diverged: " + term + " is " + value + " in step " + step + "; " + place
                + ". A smaller learning rate, gradientClip or smoothnessWeight, or a larger floor rho of the mixture may"
                + " help,"
                + " and so may divergenceRetries of the trainer.");
        this.term = term;
        this.step = step;
        this.place = place;
        this.startLost = false;
    }

    private DivergedException(DivergedException e, long start) {
        super(
                "The training diverged: " + e.term + " is not finite in step " + e.step + ", and from step " + start
                        + ", where its epoch starts, as from any start before that is kept, no smaller learning rate leads"
                        + " anywhere else: the training is lost since before. Start over with a"
                        + " smaller learning rate, gradientClip or smoothnessWeight, or a larger"
                        + " floor rho of the mixture.",
                e);
        this.term = e.term;
        this.step = e.step;
        this.place = e.place;
        this.startLost = true;
    }

    /**
     * The same where going back to the start of the epoch cannot help.
     *
     * @param start number of steps before that epoch
     * @return a further exception
     */
    public DivergedException fromLostStart(long start) {
        return new DivergedException(this, start);
    }

    /**
     * Whether the start of the epoch is lost as well, and the one before, so that no retry from there can help.
     *
     * @return true when that was found out
     */
    public boolean isStartLost() {
        return startLost;
    }

    /**
     * What is not finite.
     *
     * @return the name of a term of the objective, or {@code gradient}
     */
    public String term() {
        return term;
    }

    /**
     * The step in which it happened.
     *
     * @return from 1
     */
    public long step() {
        return step;
    }

    /**
     * Where the numbers cease to be finite.
     *
     * @return the first tensor found, or a statement that none was
     */
    public String place() {
        return place;
    }
}
