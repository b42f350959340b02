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
package org.mattrainer.fuzz;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Changes a valid message at a few places into another well-formed one: random bytes hardly ever get past the parser,
 * and never past a length that has to fit. Numbers inside of texts (the notation of a network) are changed as numbers.
 */
public final class ProtoMutator {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final List<Message> packed;

    /**
     * Makes a mutator.
     *
     * @param packed one message of each type that is looked for inside of Any fields
     */
    public ProtoMutator(Message... packed) {
        this.packed = List.of(packed);
    }

    /**
     * Changes a message.
     *
     * @param seed the message, unchanged
     * @param script where and how
     * @return a changed copy
     */
    public Message mutate(Message seed, Script script) {
        Message.Builder builder = seed.toBuilder();
        for (int edits = 0; script.hasNext() && edits < 8; edits++) {
            edit(builder, script);
        }
        return builder.build();
    }

    private void edit(Message.Builder builder, Script script) {
        if (builder instanceof Any.Builder any && editPacked(any, script)) {
            return;
        }
        List<FieldDescriptor> fields = builder.getDescriptorForType().getFields();
        if (fields.isEmpty()) {
            return;
        }
        FieldDescriptor field = fields.get(script.choose(fields.size()));
        if (field.isRepeated()) {
            editList(builder, field, script);
        } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            if (script.choose(8) == 0) {
                builder.clearField(field);
            } else {
                Message.Builder inner = ((Message) builder.getField(field)).toBuilder();
                edit(inner, script);
                builder.setField(field, inner.build());
            }
        } else {
            builder.setField(field, value(field, builder.getField(field), script));
        }
    }

    private boolean editPacked(Any.Builder any, Script script) {
        for (Message type : packed) {
            if (any.getTypeUrl().endsWith("/" + type.getDescriptorForType().getFullName()) && script.choose(16) > 0) {
                try {
                    Message.Builder inner = type.newBuilderForType().mergeFrom(any.getValue());
                    edit(inner, script);
                    any.setValue(inner.build().toByteString());
                    return true;
                } catch (InvalidProtocolBufferException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private void editList(Message.Builder builder, FieldDescriptor field, Script script) {
        int count = builder.getRepeatedFieldCount(field);
        int kind = script.choose(6);
        if (count == 0 || kind == 0) {
            builder.addRepeatedField(field, fresh(builder, field, script));
        } else if (kind == 1) {
            builder.clearField(field);
        } else {
            int index = script.choose(count);
            Object old = builder.getRepeatedField(field, index);
            if (kind == 2) {
                builder.addRepeatedField(field, old);
            } else if (old instanceof Message message) {
                Message.Builder inner = message.toBuilder();
                edit(inner, script);
                builder.setRepeatedField(field, index, inner.build());
            } else {
                builder.setRepeatedField(field, index, value(field, old, script));
            }
        }
    }

    private static Object fresh(Message.Builder builder, FieldDescriptor field, Script script) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? builder.newBuilderForField(field).build()
                : value(field, field.isRepeated() ? zero(field) : field.getDefaultValue(), script);
    }

    private static Object zero(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT -> 0;
            case LONG -> 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            case BOOLEAN -> false;
            case STRING -> "";
            case BYTE_STRING -> ByteString.EMPTY;
            case ENUM -> field.getEnumType().getValues().get(0);
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
        };
    }

    private static Object value(FieldDescriptor field, Object old, Script script) {
        return switch (field.getJavaType()) {
            case INT ->
                script.any((Integer) old + 1, (Integer) old - 1, 0, -1, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE);
            case LONG -> script.any((Long) old + 1, (Long) old - 1, 0L, -1L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
            case FLOAT -> script.any(0f, -1f, 1e30f, Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY, -(Float) old);
            case DOUBLE ->
                script.any(0d, -1d, 1e300, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, -(Double) old);
            case BOOLEAN -> !(Boolean) old;
            case STRING -> text((String) old, script);
            case BYTE_STRING -> bytes((ByteString) old, script);
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(script.choose(field.getEnumType().getValues().size()));
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
        };
    }

    private static String text(String old, Script script) {
        int at = old.isEmpty() ? 0 : script.choose(old.length());
        return switch (script.choose(8)) {
            case 0 -> "";
            case 1 -> old.substring(0, at);
            case 2 -> old.substring(at);
            case 3 -> old + old;
            case 4 -> old.substring(0, at) + (char) script.choose(128) + old.substring(Math.min(old.length(), at + 1));
            case 5 -> script.any("java.lang.String", "NaN", "-1", "\u202e\u0000", "1x1x1:F-Z-D1", "tribuo");
            default -> number(old, script);
        };
    }

    private static String number(String old, Script script) {
        List<MatchResult> numbers = NUMBER.matcher(old).results().toList();
        if (numbers.isEmpty()) {
            return old + script.choose(256);
        }
        MatchResult number = numbers.get(script.choose(numbers.size()));
        String changed = script.any(
                "0",
                "1",
                "2",
                "15",
                "16",
                "64",
                "4096",
                "65536",
                "1048576",
                "16777216",
                "268435456",
                "999999999",
                "2147483647",
                "99999999999");
        return old.substring(0, number.start()) + changed + old.substring(number.end());
    }

    private static ByteString bytes(ByteString old, Script script) {
        int at = old.isEmpty() ? 0 : script.choose(old.size());
        return switch (script.choose(6)) {
            case 0 -> ByteString.EMPTY;
            case 1 -> old.substring(0, at);
            case 2 -> old.concat(old);
            case 3 -> old.concat(ByteString.copyFrom(new byte[] {(byte) script.choose(256)}));
            case 4 -> old.isEmpty() ? old : replaced(old, at / 4 * 4, script.any(0x7f, 0xff, 0x80, 0xc0));
            default -> old.isEmpty() ? old : replaced(old, at, script.choose(256));
        };
    }

    private static ByteString replaced(ByteString old, int at, int value) {
        byte[] bytes = old.toByteArray();
        // Little-endian: the last byte of a float or double has its sign and exponent.
        int last = Math.min(bytes.length - 1, at + 3);
        bytes[last] = (byte) value;
        bytes[Math.max(0, last - 1)] = (byte) value;
        return ByteString.copyFrom(bytes);
    }
}
