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
import com.oracle.labs.mlrg.olcut.config.SerializedObject;
import com.oracle.labs.mlrg.olcut.config.io.ConfigLoader;
import com.oracle.labs.mlrg.olcut.config.io.ConfigLoaderException;
import com.oracle.labs.mlrg.olcut.config.property.ListProperty;
import com.oracle.labs.mlrg.olcut.config.property.Property;
import com.oracle.labs.mlrg.olcut.config.property.SimpleProperty;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.mattrainer.evaluation.command.Failures;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Loads one format. OLCUT deserializes objects when a component is looked up, never while it loads, so looking at what
 * was loaded before the first look-up is early enough and works for every format.
 */
final class SafeConfigLoader implements ConfigLoader {

    private final String extension;
    private final ConfigLoader loader;
    private final Map<String, ConfigurationData> components;
    private final Map<String, SerializedObject> serializedObjects;
    private final Set<String> loaded = new HashSet<>();

    SafeConfigLoader(
            String extension,
            ConfigLoader loader,
            Map<String, ConfigurationData> components,
            Map<String, SerializedObject> serializedObjects) {
        this.extension = extension;
        this.loader = loader;
        this.components = components;
        this.serializedObjects = serializedObjects;
    }

    @Override
    public void load(URL given) throws ConfigLoaderException {
        URL url = existing(given);
        // A file that two files chain is read once; OLCUT would call its components duplicates, or never end.
        if (!loaded.add(url.toString())) {
            return;
        }
        String name = name(url);
        try {
            if (extension.equals("xml")) {
                refuseDocumentType(url, name);
            }
            loader.load(url);
        } catch (ConfigLoaderException e) {
            throw new ConfigLoaderException(e, name + ": " + Failures.firstLine(e));
        } catch (RuntimeException e) {
            // OLCUT's JSON loader meets unexpected nodes with a NullPointerException.
            throw new ConfigLoaderException(e, name + ": not an OLCUT ." + extension + " configuration");
        }
        refuseSerialized(name);
        FormerNames.replace(name, components);
    }

    @Override
    public void load(InputStream stream) throws ConfigLoaderException {
        throw new ConfigLoaderException("configurations are read from files only");
    }

    private static void refuseDocumentType(URL url, String name) {
        try (InputStream in = url.openStream()) {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser().parse(in, new DefaultHandler());
        } catch (SAXException e) {
            String reason = e.getMessage().contains("DOCTYPE")
                    ? "document types and entities are not allowed in a configuration"
                    : Failures.location(e) + e.getMessage();
            throw new ConfigLoaderException(e, reason);
        } catch (IOException e) {
            throw new ConfigLoaderException(e, "cannot be read (" + e.getMessage() + ")");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser cannot refuse document types", e);
        }
    }

    private void refuseSerialized(String name) {
        if (!serializedObjects.isEmpty()) {
            throw new ConfigLoaderException(
                    name + ": serialized Java objects are not allowed in a configuration, found '"
                            + serializedObjects.keySet().iterator().next() + "'");
        }
        for (ConfigurationData component : components.values()) {
            if (component.getSerializedForm() != null) {
                throw new ConfigLoaderException(name + ": serialized Java objects are not allowed in a configuration, "
                        + "found component '" + component.getName() + "'");
            }
            for (Map.Entry<String, Property> property :
                    component.getProperties().entrySet()) {
                requireText(name, component, property.getKey(), property.getValue());
            }
        }
    }

    private static void requireText(String file, ConfigurationData component, String key, Property value) {
        boolean missing = value instanceof SimpleProperty simple && simple.getValue() == null;
        if (value instanceof ListProperty list) {
            missing = list.getSimpleList().stream().anyMatch(item -> item.getValue() == null);
        }
        if (missing) {
            throw new ConfigLoaderException(file + ": component '" + component.getName() + "', property '" + key
                    + "': expected a text in quotes");
        }
    }

    /**
     * OLCUT takes the escaped path of the file that chains for a plain one and escapes it again, so that the chained
     * file of a folder whose name has a space is not found.
     */
    private static URL existing(URL url) {
        try {
            URI uri = url.toURI();
            if (Files.exists(Path.of(uri))) {
                return url;
            }
            Path unescaped = Path.of(URI.create("file:" + uri.getPath()));
            return Files.exists(unescaped) ? unescaped.toUri().toURL() : url;
        } catch (URISyntaxException | MalformedURLException | RuntimeException e) {
            return url;
        }
    }

    private static String name(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException | RuntimeException e) {
            return url.toString();
        }
    }
}
