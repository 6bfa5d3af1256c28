package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import phenomena.model.Native;

/** Kept parameters in the safetensors format: one array for each seed, step and name, called {@code seed/step/name}. */
final class ParameterFile {

    private static final int HEADER = Long.BYTES; // the header's length, then the header: a JSON object

    private ParameterFile() {}

    static byte[] encode(Map<Long, Map<String, float[]>> parameters) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList arrays = new NDList();
            parameters.forEach((seed, named) -> named.forEach((name, values) -> {
                NDArray array = Native.of(manager, values, new Shape(values.length));
                array.setName(seed + "/" + name);
                arrays.add(array);
            }));
            return arrays.encode(NDList.Encoding.SAFETENSORS);
        }
    }

    /**
     * The parameters by seed and {@code step/name}, in order of both.
     *
     * @throws IOException if the bytes are not what {@link #encode} wrote
     */
    static Map<Long, Map<String, float[]>> decode(byte[] bytes) throws IOException {
        if (bytes.length <= HEADER || bytes[HEADER] != '{') {
            throw new IOException("parameters must be in the safetensors format"); // the engine reads other formats too
        }
        Map<Long, Map<String, float[]>> parameters = new TreeMap<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            for (NDArray array : NDList.decode(manager, bytes)) {
                String[] name = array.getName().split("/", 2);
                parameters
                        .computeIfAbsent(Long.valueOf(name[0]), seed -> new TreeMap<>())
                        .put(name[1], array.toFloatArray());
            }
        } catch (RuntimeException e) {
            throw new IOException("parameters cannot be read: " + e.getMessage(), e);
        }
        return parameters;
    }
}
