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
package org.mattrainer.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.mattrainer.MatTrainer;

/** The compiled main classes of this module, read once for all rules. */
final class MainClasses {

    /** All that lies where the trainer lies, which no test does, wherever the build puts the classes. */
    static final JavaClasses ALL = new ClassFileImporter()
            .importUrl(MatTrainer.class.getProtectionDomain().getCodeSource().getLocation());

    private MainClasses() {}
}
