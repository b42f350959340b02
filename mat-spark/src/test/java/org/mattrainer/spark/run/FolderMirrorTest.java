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
package org.mattrainer.spark.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderMirrorTest {

    @TempDir
    private Path folder;

    private FolderMirror mirror(String local) throws IOException {
        org.apache.hadoop.fs.Path remote =
                new org.apache.hadoop.fs.Path(folder.resolve("remote").toUri());
        return new FolderMirror(folder.resolve(local), FileSystem.get(remote.toUri(), new Configuration()), remote);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void whatOneWritesTheOtherReads() throws IOException {
        write("one/checkpoint/step-1.ckpt", "first");
        write("one/history.csv", "epoch");
        write("one/checkpoint/.lock", "");
        write("one/study.lock", "");
        mirror("one").push();
        assertFalse(Files.exists(folder.resolve("remote/study.lock")));
        write("two/stale.txt", "of an earlier attempt");
        mirror("two").pull();
        assertEquals("first", Files.readString(folder.resolve("two/checkpoint/step-1.ckpt")));
        assertEquals("epoch", Files.readString(folder.resolve("two/history.csv")));
        assertFalse(Files.exists(folder.resolve("two/stale.txt")));
    }

    @Test
    void newFilesAreSentAndRemovedOnesRemoved() throws IOException {
        FolderMirror one = mirror("one");
        Path first = write("one/checkpoint/step-1.ckpt", "first");
        one.push();
        write("one/checkpoint/step-2.ckpt", "second");
        Files.delete(first);
        one.push();
        assertEquals("second", Files.readString(folder.resolve("remote/checkpoint/step-2.ckpt")));
        assertFalse(Files.exists(folder.resolve("remote/checkpoint/step-1.ckpt")));
        write("one/checkpoint/step-2.ckpt", "another second");
        one.push();
        assertEquals("another second", Files.readString(folder.resolve("remote/checkpoint/step-2.ckpt")));
    }

    @Test
    void whatIsUnchangedIsNotSentAgain() throws IOException {
        FolderMirror one = mirror("one");
        write("one/model.tribuo", "large");
        one.push();
        Path there = folder.resolve("remote/model.tribuo");
        Files.writeString(there, "mark!");
        one.push();
        assertEquals("mark!", Files.readString(there));
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        mirror("one").pull();
        mirror("one").push();
        assertTrue(Files.notExists(folder.resolve("one")));
    }
}
