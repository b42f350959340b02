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
package org.mattrainer.evaluation.config;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.SerializedObject;
import com.oracle.labs.mlrg.olcut.config.io.ConfigLoader;
import com.oracle.labs.mlrg.olcut.config.io.ConfigLoaderException;
import com.oracle.labs.mlrg.olcut.config.io.ConfigWriter;
import com.oracle.labs.mlrg.olcut.config.io.ConfigWriterException;
import com.oracle.labs.mlrg.olcut.config.io.FileFormatFactory;
import com.oracle.labs.mlrg.olcut.config.io.URLLoader;
import com.oracle.labs.mlrg.olcut.config.json.JsonConfigFactory;
import com.oracle.labs.mlrg.olcut.config.property.GlobalProperties;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoConfigFactory;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoTxtConfigFactory;
import com.oracle.labs.mlrg.olcut.config.xml.XMLConfigFactory;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * A file format of OLCUT whose files may not carry serialized Java objects or XML document types. OLCUT asks the
 * registered formats for every file, chained ones included, so nothing gets past them.
 */
final class SafeConfigFactory implements FileFormatFactory {

    private static final List<FileFormatFactory> FORMATS = List.of(
            new XMLConfigFactory(), new JsonConfigFactory(), new ProtoConfigFactory(), new ProtoTxtConfigFactory());

    private final FileFormatFactory format;

    private SafeConfigFactory(FileFormatFactory format) {
        this.format = format;
    }

    /** Puts the guarded formats in place of OLCUT's own, for the whole process. */
    static void register() {
        for (FileFormatFactory format : FORMATS) {
            ConfigurationManager.addFileFormatFactory(new SafeConfigFactory(format));
        }
    }

    @Override
    public String getExtension() {
        return format.getExtension();
    }

    @Override
    public ConfigLoader getLoader(
            URLLoader parent,
            Map<String, ConfigurationData> components,
            Map<String, ConfigurationData> existing,
            Map<String, SerializedObject> serializedObjects,
            GlobalProperties globalProperties)
            throws ConfigLoaderException {
        ConfigLoader loader = format.getLoader(parent, components, existing, serializedObjects, globalProperties);
        return new SafeConfigLoader(format.getExtension(), loader, components, serializedObjects);
    }

    @Override
    public ConfigWriter getWriter(OutputStream output) throws ConfigWriterException {
        return format.getWriter(output);
    }
}
