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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.mattrainer.internal.files.AtomicFiles;
import org.mattrainer.internal.files.FileErrors;
import org.mattrainer.internal.files.Leftovers;

/**
 * Fetches a gzipped file from the first mirror that gives the right content. The file appears under its name only when
 * it is whole, has been checked and is on the disk.
 */
final class Downloader {

    private static final Logger logger = Logger.getLogger(Downloader.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<URI> mirrors;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .proxy(ProxySelector.getDefault())
            .build();

    /**
     * Makes a downloader.
     *
     * @param mirrors addresses that end with a slash, tried in this order
     */
    Downloader(List<URI> mirrors) {
        this.mirrors = List.copyOf(mirrors);
    }

    /**
     * Fetches a file.
     *
     * @param file what it is
     * @param target where it shall be; the folder is made when it is missing
     * @throws DataFileException if no mirror gives the right content; the message has the reason of each
     */
    void fetch(DatasetFile file, Path target) {
        List<String> reasons = new ArrayList<>();
        for (URI mirror : mirrors) {
            URI address = mirror.resolve(file.name() + ".gz");
            logger.info(() -> "Downloading " + address);
            try {
                fetch(address, file, target);
                return;
            } catch (IOException | DataFileException e) {
                reasons.add(address + ": " + (e instanceof IOException io ? FileErrors.reason(io) : e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DataFileException(target, "a download from " + address, "an interruption");
            }
        }
        throw new DataFileException(
                target, "a download", "no mirror that gives it (" + String.join("; ", reasons) + ")");
    }

    private void fetch(URI address, DatasetFile file, Path target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                throw new IOException("expected status 200, found " + response.statusCode());
            }
            AtomicFiles.writePrivate(target, output -> copy(body, file, output), written -> check(file, written));
        }
        Leftovers.remove(target.toAbsolutePath().getParent());
    }

    /** Copies at most a little more than the unpacked length; gzip never makes these files longer. */
    private static void copy(InputStream body, DatasetFile file, OutputStream output) throws IOException {
        long limit = file.length() + 1024;
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            total += read;
            if (total > limit) {
                throw new IOException("expected at most " + limit + " bytes, found more");
            }
            output.write(buffer, 0, read);
        }
    }

    private static void check(DatasetFile file, Path written) {
        try (DataFileReader reader = new DataFileReader(written)) {
            String what = file.length() + " bytes of " + file.name();
            reader.pass(file.length(), what);
            reader.requireEnd(what);
            String hash = reader.contentHash();
            if (!hash.equals(file.sha256())) {
                throw new DataFileException(written, "SHA-256 " + file.sha256() + " of " + file.name(), hash);
            }
        }
    }
}
