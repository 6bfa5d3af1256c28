package phenomena.run;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * All of a pass that a killed training needs to go on as if nothing had happened.
 *
 * @param step updates made
 * @param kept blocks of the members still in training
 * @param state what {@link Cohort#state()} gave
 * @param ledger what the replicas have left so far
 */
record Checkpoint(long step, List<Integer> kept, List<double[][]> state, Ledger ledger) {

    private static final int FORMAT = 0x50480002;

    /** Writes it under a name; {@code id} says which replicas, in which order, it belongs to. */
    void write(Path file, String id, List<Replica> replicas) throws IOException {
        AtomicFile.write(file, out -> {
            CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
            DataOutputStream data = new DataOutputStream(checked);
            data.writeInt(FORMAT);
            data.writeUTF(id);
            data.writeLong(step);
            writeInts(data, kept.stream().mapToInt(Integer::intValue).toArray());
            for (double[][] member : state) {
                writeArrays(data, member);
            }
            for (Replica replica : replicas) {
                writeReplica(data, replica);
            }
            data.flush();
            data.writeLong(checked.getChecksum().getValue());
        });
    }

    /** Reads it back; empty if there is none, or it is damaged or another's: then training starts anew. */
    static Optional<Checkpoint> read(Path file, String id, List<Replica> replicas) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            CRC32 crc = new CRC32();
            crc.update(bytes, 0, Math.max(0, bytes.length - Long.BYTES));
            if (bytes.length < Long.BYTES
                    || ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES) != crc.getValue()) {
                return Optional.empty();
            }
            DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes));
            if (data.readInt() != FORMAT || !data.readUTF().equals(id)) {
                return Optional.empty();
            }
            return Optional.of(readBody(data, replicas));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(
                    "checkpoint " + file.getFileName() + " cannot be read; delete it to train anew", e);
        }
    }

    private static Checkpoint readBody(DataInputStream data, List<Replica> replicas) throws IOException {
        long step = data.readLong();
        List<Integer> kept = Arrays.stream(readInts(data)).boxed().toList();
        List<double[][]> state = new ArrayList<>();
        for (int r = 0; r < kept.size(); r++) {
            state.add(readArrays(data));
        }
        Ledger ledger = new Ledger(replicas);
        for (Replica replica : replicas) {
            readReplica(data, replica, ledger);
        }
        return new Checkpoint(step, kept, state, ledger);
    }

    private void writeReplica(DataOutputStream data, Replica replica) throws IOException {
        List<Row> rows = ledger.rows(replica);
        data.writeInt(rows.size());
        for (Row row : rows) {
            data.writeLong(row.step());
            data.writeUTF(row.split());
            data.writeUTF(row.quantity());
            data.writeDouble(row.value());
        }
        Map<String, int[]> memories = ledger.memories().getOrDefault(replica, Map.of());
        data.writeInt(memories.size());
        for (Map.Entry<String, int[]> memory : memories.entrySet()) {
            data.writeUTF(memory.getKey());
            writeInts(data, memory.getValue());
        }
        Outcome outcome = ledger.outcomes().get(replica);
        data.writeInt(kind(outcome));
        data.writeLong(outcome == null ? 0 : outcome.step());
        Map<String, float[]> parameters = ledger.parameters().getOrDefault(replica, Map.of());
        data.writeInt(parameters.size());
        for (Map.Entry<String, float[]> parameter : parameters.entrySet()) {
            data.writeUTF(parameter.getKey());
            writeFloats(data, parameter.getValue());
        }
        SortedMap<Long, double[][]> past = ledger.past(replica);
        data.writeInt(past.size());
        for (Map.Entry<Long, double[][]> then : past.entrySet()) {
            data.writeLong(then.getKey());
            writeArrays(data, then.getValue());
        }
    }

    private static int kind(Outcome outcome) {
        if (outcome instanceof Outcome.Interrupted) {
            throw new IllegalStateException("a checkpoint must be written before its replicas are interrupted");
        }
        return outcome == null ? 0 : outcome instanceof Outcome.Completed ? 1 : 2;
    }

    private static void readReplica(DataInputStream data, Replica replica, Ledger ledger) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (int count = data.readInt(); count > 0; count--) {
            rows.add(new Row(
                    replica.protocol().name(),
                    replica.seed(),
                    data.readLong(),
                    data.readUTF(),
                    data.readUTF(),
                    data.readDouble()));
        }
        ledger.rows(replica).addAll(rows);
        Map<String, int[]> memories = new HashMap<>();
        for (int count = data.readInt(); count > 0; count--) {
            memories.put(data.readUTF(), readInts(data));
        }
        ledger.memories().put(replica, memories);
        int kind = data.readInt();
        long ended = data.readLong();
        if (kind != 0) {
            ledger.outcomes().put(replica, kind == 1 ? new Outcome.Completed(ended) : new Outcome.Diverged(ended));
        }
        Map<String, float[]> parameters = new LinkedHashMap<>();
        for (int count = data.readInt(); count > 0; count--) {
            parameters.put(data.readUTF(), readFloats(data));
        }
        if (!parameters.isEmpty()) {
            ledger.parameters().put(replica, parameters);
        }
        for (int count = data.readInt(); count > 0; count--) {
            ledger.past(replica).put(data.readLong(), readArrays(data));
        }
    }

    private static void writeArrays(DataOutputStream data, double[][] arrays) throws IOException {
        data.writeInt(arrays.length);
        for (double[] values : arrays) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
            bytes.asDoubleBuffer().put(values);
            data.writeInt(values.length);
            data.write(bytes.array());
        }
    }

    private static double[][] readArrays(DataInputStream data) throws IOException {
        double[][] arrays = new double[data.readInt()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new double[data.readInt()];
            ByteBuffer.wrap(data.readNBytes(arrays[i].length * Double.BYTES))
                    .asDoubleBuffer()
                    .get(arrays[i]);
        }
        return arrays;
    }

    private static void writeFloats(DataOutputStream data, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        data.writeInt(values.length);
        data.write(bytes.array());
    }

    private static float[] readFloats(DataInputStream data) throws IOException {
        float[] values = new float[data.readInt()];
        ByteBuffer.wrap(data.readNBytes(values.length * Float.BYTES))
                .asFloatBuffer()
                .get(values);
        return values;
    }

    private static void writeInts(DataOutputStream data, int[] values) throws IOException {
        data.writeInt(values.length);
        for (int value : values) {
            data.writeInt(value);
        }
    }

    private static int[] readInts(DataInputStream data) throws IOException {
        int[] values = new int[data.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = data.readInt();
        }
        return values;
    }
}
