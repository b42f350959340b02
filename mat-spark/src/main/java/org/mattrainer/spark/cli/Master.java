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
package org.mattrainer.spark.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mattrainer.evaluation.command.CommandException;
import org.mattrainer.evaluation.command.ExitCode;

/**
 * What runs the executors.
 *
 * @param url as Spark writes it
 */
record Master(String url) {

    static final String DEFAULT = "local[*]";

    private static final Pattern KNOWN =
            Pattern.compile("local(\\[.*\\])?|local-cluster\\[.*\\]|spark://.+|yarn|k8s://.+");
    private static final Pattern HOST = Pattern.compile("(?:spark://)?([^:/]+|\\[[0-9a-fA-F:]+\\]):([0-9]{1,5})");
    private static final int TIMEOUT_MILLISECONDS = 5000;

    /**
     * Refuses what Spark does not know.
     *
     * @throws CommandException if the URL is none of a master
     */
    void require() {
        if (!KNOWN.matcher(url).matches()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--master: expected local[N], spark://HOST:PORT, yarn or k8s://URL, found '" + url + "'");
        }
    }

    /** Whether executors are threads of the driver. */
    boolean isLocal() {
        return url.startsWith("local") && !isCluster();
    }

    /** Whether executors are processes that Spark starts on this machine. */
    private boolean isCluster() {
        return url.startsWith("local-cluster");
    }

    /**
     * Tries to reach a standalone master, for which Spark itself would try for a minute.
     *
     * @throws CommandException if none of its hosts can be reached
     */
    void requireReachable() {
        if (!url.startsWith("spark://")) {
            return;
        }
        List<String> reasons = new ArrayList<>();
        for (String host : url.substring("spark://".length()).split(",", -1)) {
            Matcher parts = HOST.matcher(host);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65535) {
                throw new CommandException(
                        ExitCode.USAGE, "--master: expected spark://HOST:PORT[,HOST:PORT], found '" + url + "'");
            }
            try (Socket socket = new Socket()) {
                InetSocketAddress address = new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
                if (address.isUnresolved()) {
                    reasons.add(host + ": no such host");
                    continue;
                }
                socket.connect(address, TIMEOUT_MILLISECONDS);
                return;
            } catch (IOException e) {
                reasons.add(host + ": " + e.getMessage());
            }
        }
        throw new CommandException(
                ExitCode.RUN_FAILURE, "the master " + url + " cannot be reached: " + String.join("; ", reasons));
    }
}
