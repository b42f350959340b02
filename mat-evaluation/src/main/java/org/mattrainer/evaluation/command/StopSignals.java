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
package org.mattrainer.evaluation.command;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While this is open, SIGINT, SIGTERM and SIGHUP ask for a stop instead of ending the process; a second one ends it at once.
 * The signals of the JDK's unsupported module are used because a shutdown hook cannot tell a second signal.
 */
@SuppressWarnings("SunApi")
public final class StopSignals implements AutoCloseable {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private final Console console;
    private final List<Signal> signals = new ArrayList<>();
    private final List<SignalHandler> before = new ArrayList<>();
    private volatile boolean requested;

    public StopSignals(Console console) {
        this.console = console;
        for (String name : NAMES) {
            listen(name);
        }
    }

    private void listen(String name) {
        try {
            Signal signal = new Signal(name);
            before.add(Signal.handle(signal, this::handle));
            signals.add(signal);
        } catch (IllegalArgumentException e) {
            // The system has no such signal, or -Xrs leaves it to itself: it ends the process as before.
            return;
        }
    }

    private void handle(Signal signal) {
        if (requested) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        }
        requested = true;
        console.clearLine();
        console.warn("Stopping (SIG" + signal.getName() + "); a second signal exits at once");
    }

    /** Whether a signal has come. */
    public boolean requested() {
        return requested;
    }

    @Override
    public void close() {
        for (int i = 0; i < signals.size(); i++) {
            Signal.handle(signals.get(i), before.get(i));
        }
    }
}
