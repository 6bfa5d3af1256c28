package phenomena.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import phenomena.protocol.Protocol;
import tech.tablesaw.api.Table;

/** One folder of a run store, read with suspicion: whatever is in it comes out as a sound run or as a {@link StoreException}. */
final class RecordFolder {

    static final String RECORD = "record.json";
    static final String ROWS = "rows.csv.gz";
    static final String PARAMETERS = "parameters.safetensors";

    private static final int LONGEST = 1 << 24; // bytes of a record.json

    private final Path folder;
    private final RecordJson record;
    private final Protocol protocol;

    /** @throws StoreException if its {@code record.json} is not that of a record of this numerics version */
    RecordFolder(Path folder) {
        this.folder = folder;
        try {
            Path file = folder.resolve(RECORD);
            if (Files.size(file) > LONGEST) {
                throw new IOException(RECORD + " must have at most " + LONGEST + " bytes, got " + Files.size(file));
            }
            RecordJson.Parsed parsed = RecordJson.read(Files.readString(file));
            record = parsed.record();
            protocol = parsed.protocol();
        } catch (NoSuchFileException e) {
            throw unused("it has no " + RECORD, e);
        } catch (IOException | IllegalArgumentException e) {
            throw unused(e.getMessage(), e);
        }
    }

    /** What it claims to be the record of. */
    Identity identity() {
        return record.identity();
    }

    /** @throws StoreException if anything in it is not as its hashes and its protocol say */
    Run load() {
        if (!Identity.of(protocol, identity().dataSha256()).equals(identity())) {
            throw unused("its protocol is not the one its identity was made of", null);
        }
        try {
            Map<Long, Outcome> outcomes = record.outcomesOf(protocol.seeds());
            Table rows = Rows.read(protocol.name(), checked(ROWS));
            requireSeeds("rows", rows.longColumn("replica").asList());
            Map<Long, Map<String, float[]>> parameters =
                    record.files().containsKey(PARAMETERS) ? ParameterFile.decode(checked(PARAMETERS)) : Map.of();
            requireSeeds("parameters", parameters.keySet());
            return new Run(protocol, rows, outcomes, record.provenance(), parameters);
        } catch (IOException | IllegalArgumentException e) {
            throw unused(e.getMessage(), e);
        }
    }

    private byte[] checked(String file) throws IOException {
        if (!Files.isRegularFile(folder.resolve(file))) {
            throw new IOException("it has no " + file);
        }
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        String expected = record.files().get(file);
        String got = Identity.sha256(bytes);
        if (!got.equals(expected)) {
            throw new IOException(file + " must have SHA-256 " + expected + ", got " + got);
        }
        return bytes;
    }

    private void requireSeeds(String what, Iterable<Long> seeds) throws IOException {
        Set<Long> known = new HashSet<>(protocol.seeds());
        for (Long seed : seeds) {
            if (!known.contains(seed)) {
                throw new IOException(
                        what + " must be of the seeds " + List.copyOf(protocol.seeds()) + ", got " + seed);
            }
        }
    }

    private StoreException unused(String why, Exception cause) {
        return new StoreException("record " + folder.getFileName() + " is not used: " + why, cause);
    }
}
