package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;

/** What is not a sound record is skipped with a reason, never believed, and trained again. */
class DamagedRecordTest {

    private static final String VERSION = "\"numerics\" : " + Identity.NUMERICS + ",";

    private static final Protocol PROTOCOL = Tiny.withSteps(Tiny.mlp(), 2)
            .withMeasurement(Tiny.mlp().measurement().withKeptSteps(Measurement.END));

    @TempDir
    Path root;

    private Path folder;
    private Path json;

    @BeforeEach
    void train_a_sound_record() throws IOException {
        Tiny.run(root, PROTOCOL);
        try (Stream<Path> entries = Files.list(root)) {
            folder = entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElseThrow();
        }
        json = folder.resolve("record.json");
        assertThat(new RunStore(root).all().runs()).hasSize(1);
    }

    /** The record is skipped for this reason, not loaded, and a run replaces it by a sound one. */
    private void assertSkipped(String reason) {
        RunStore store = new RunStore(root);
        assertThat(store.all().runs()).isEmpty();
        assertThat(store.all().skipped()).singleElement().satisfies(line -> assertThat(line)
                .contains(folder.getFileName().toString())
                .contains(reason));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.load(folder));
        Run again = Tiny.run(root, PROTOCOL);
        assertThat(again.isComplete()).isTrue();
        assertThat(again.table().rowCount()).isGreaterThan(10);
        assertThat(store.all().runs()).hasSize(1);
        assertThat(store.all().skipped()).isEmpty();
    }

    private void edit(UnaryOperator<String> change) throws IOException {
        String text = Files.readString(json);
        String changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(json, changed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.csv.gz", "parameters.safetensors"})
    void a_flipped_bit(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name));
        bytes[bytes.length / 2] ^= 4;
        Files.write(folder.resolve(name), bytes);
        assertSkipped(name + " must have SHA-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.csv.gz", "parameters.safetensors", "record.json"})
    void a_missing_file(String name) throws IOException {
        Files.delete(folder.resolve(name));
        assertSkipped("it has no " + name);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 1_000})
    void a_truncated_record(int length) throws IOException {
        Files.writeString(json, Files.readString(json).substring(0, length));
        assertSkipped("it is");
    }

    static List<Arguments> edits() {
        return List.of(
                edit(VERSION, "\"numerics\" : 99,", "numerics version must be " + Identity.NUMERICS + ", got 99"),
                edit(VERSION, "", "it is no record"),
                edit("\"steps\" : 2", "\"steps\" : 3", "its protocol is not the one"),
                edit("\"seeds\" : [ 0, 1, 2 ]", "\"seeds\" : [ 0, 1 ]", "its protocol is not the one"),
                edit("\"seeds\" : [ 0, 1, 2 ]", "\"seeds\" : [ 0, 1, 1 ]", "seeds must be distinct"),
                edit("\"width\" : 8", "\"width\" : 0", "width must be at least 1"),
                edit("\"type\" : \"mlp\"", "\"type\" : \"java.lang.Runtime\"", "unknown type \"java.lang.Runtime\""),
                edit("\"type\" : \"mlp\"", "\"@class\" : \"java.lang.Runtime\", \"type\" : \"mlp\"", "unknown field"),
                edit("\"identity\"", "\"@class\" : \"java.lang.Runtime\", \"identity\"", "damaged"),
                edit("\"rows.csv.gz\"", "\"../../../../../../etc/passwd\"", "rows.csv.gz must have SHA-256 null"),
                edit("\"outcome\" : \"completed\"", "\"outcome\" : \"won\"", "outcome must be completed or diverged"),
                edit("\"2\" : {", "\"7\" : {", "outcomes must be those of the seeds"),
                edit("\"provenance\"", "\"province\"", "damaged"),
                edit("\"seconds\"", "\"minutes\"", "damaged"),
                edit("{", "[{", "damaged"));
    }

    private static Arguments edit(String from, String to, String reason) {
        return Arguments.of(from, to, reason);
    }

    @ParameterizedTest
    @MethodSource("edits")
    void a_tampered_record(String from, String to, String reason) throws IOException {
        edit(text -> {
            int at = text.indexOf(from);
            assertThat(at).as(from).isNotNegative();
            return text.substring(0, at) + to + text.substring(at + from.length());
        });
        assertSkipped(reason);
    }

    @Test
    void a_record_of_monstrous_size() throws IOException {
        Files.write(json, new byte[(1 << 24) + 1]);
        assertSkipped("record.json must have at most");
    }

    static List<Arguments> forgedRows() {
        return List.of(
                Arguments.of("nothing at all", "rows must"),
                Arguments.of("run,replica,step,split,quantity,value\n", "rows must be at least one"),
                Arguments.of("run,replica,step,split,quantity\na,0,0,train,loss\n", "rows must"),
                Arguments.of("run,seed,step,split,quantity,value\na,0,0,train,loss,1\n", "rows must have the columns"),
                Arguments.of("run,replica,step,split,quantity,value\na,0,0,train,loss,one\n", "rows must"),
                Arguments.of(
                        "run,replica,step,split,quantity,value\na,9,0,train,loss,1\n", "rows must be of the seeds"));
    }

    /** Whoever writes a record can also write hashes that fit; what it says is still not believed blindly. */
    @ParameterizedTest
    @MethodSource("forgedRows")
    void forged_rows_under_a_hash_that_fits(String csv, String reason) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(csv.getBytes(StandardCharsets.UTF_8));
        }
        forge("rows.csv.gz", bytes.toByteArray());
        assertSkipped(reason);
    }

    @Test
    void rows_that_are_not_compressed_under_a_hash_that_fits() throws IOException {
        forge("rows.csv.gz", new byte[] {1, 2, 3});
        assertSkipped("is not used");
    }

    static List<byte[]> forgedParameters() {
        return List.of(
                new byte[0],
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 0, 0},
                new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0},
                new byte[] {127, 0, 0, 0, 0, 0, 0, 0, '{', '}'},
                safetensors("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4),
                safetensors("{\"9/a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4),
                safetensors("{\"0/a\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}}", 4));
    }

    private static byte[] safetensors(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    @ParameterizedTest
    @MethodSource("forgedParameters")
    void forged_parameters_under_a_hash_that_fits(byte[] bytes) throws IOException {
        forge("parameters.safetensors", bytes);
        assertSkipped("parameters");
    }

    private void forge(String name, byte[] bytes) throws IOException {
        String before = Identity.sha256(Files.readAllBytes(folder.resolve(name)));
        Files.write(folder.resolve(name), bytes);
        edit(text -> text.replace(before, Identity.sha256(bytes)));
    }

    @Test
    void foreign_folders_and_files_beside_it() throws IOException {
        Files.createDirectories(root.resolve("holiday pictures/2024"));
        Files.writeString(root.resolve("notes.txt"), "not a record");
        RunStore.Listing listing = new RunStore(root).all();
        assertThat(listing.runs()).hasSize(1);
        assertThat(listing.skipped()).containsExactly("record holiday pictures is not used: it has no record.json");
    }

    @Test
    void a_damaged_copy_of_a_sound_record_does_not_hide_it() throws IOException {
        Path copy = Files.createDirectory(root.resolve("a-copy-" + Tiny.brief(folder)));
        Files.writeString(copy.resolve("record.json"), "{}");
        Run loaded = new Runner(new RunStore(root), new StoreFolder.NoTraining(), 2)
                .run(List.of(PROTOCOL), Instant.MIN)
                .get(0);
        assertThat(loaded.isComplete()).isTrue();
    }
}
