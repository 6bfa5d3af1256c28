package phenomena.protocol;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Says for a person why a text is no protocol: where, what was expected, and what stands there. */
final class Misreading {

    private static final int LONGEST_SHOWN = 60;

    private Misreading() {}

    static String explain(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            JsonLocation location = e.getLocation();
            String where =
                    location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
            return "not JSON" + where + ": " + e.getOriginalMessage();
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException) {
                return cause.getMessage() + at(mapping.getPath());
            }
        }
        return mapping instanceof MismatchedInputException mismatch
                ? explain(mismatch)
                : mapping.getOriginalMessage() + at(mapping.getPath());
    }

    private static String explain(MismatchedInputException e) {
        List<JsonMappingException.Reference> path = e.getPath();
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown field" + at(path) + "; known there: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .toList();
        }
        if (e instanceof InvalidTypeIdException type) {
            return type.getTypeId() == null
                    ? "missing field \"type\"" + at(path)
                    : "unknown type \"" + type.getTypeId() + "\"" + at(path) + "; known there: "
                            + ProtocolJson.names(type.getBaseType().getRawClass());
        }
        String message = e.getOriginalMessage();
        if (message.startsWith("Missing creator property")) {
            List<JsonMappingException.Reference> parent = path.subList(0, path.size() - 1);
            return "missing field \"" + path.get(parent.size()).getFieldName() + "\"" + at(parent);
        }
        if (message.startsWith("Trailing token")) {
            return "something stands behind the protocol's end";
        }
        String subject = path.isEmpty() ? "it" : path(path);
        return message.startsWith("Null value for creator property")
                ? subject + " must be given, got null"
                : subject + " must be " + expected(e.getTargetType()) + ", got " + found(e);
    }

    private static String at(List<JsonMappingException.Reference> path) {
        return path.isEmpty() ? "" : " at " + path(path);
    }

    /** For example {@code measurement.probes[0].x}. */
    private static String path(List<JsonMappingException.Reference> path) {
        StringBuilder names = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                names.append('[').append(step.getIndex()).append(']');
            } else {
                names.append(names.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return names.toString();
    }

    private static String expected(Class<?> type) {
        if (type == int.class || type == Long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type != null && type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        if (type == String.class) {
            return "a text";
        }
        return type != null && Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static String found(MismatchedInputException e) {
        if (!(e.getProcessor() instanceof JsonParser parser) || parser.currentToken() == null) {
            return "nothing";
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            return "a list";
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return "an object";
        }
        try {
            String text = parser.getText();
            String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
            return parser.currentToken() == JsonToken.VALUE_STRING ? "\"" + shown + "\"" : shown;
        } catch (IOException unreadable) {
            return parser.currentToken().toString();
        }
    }
}
