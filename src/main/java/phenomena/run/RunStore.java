package phenomena.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import phenomena.protocol.Protocol;
import phenomena.protocol.ProtocolJson;

/**
 * A folder of records, one folder a run: {@code record.json}, {@code rows.csv.gz} and, where the protocol keeps them,
 * {@code parameters.safetensors}.
 *
 * <p>A record is written aside and renamed, so it is there whole or not at all. It is read only after every hash in it has
 * been checked, and only by the fixed names above. Folders that are damaged or not ours are skipped and reported.
 */
public final class RunStore {

    private static final String RECORD = "record.json";
    private static final String ROWS = "rows.csv.gz";
    private static final String PARAMETERS = "parameters.safetensors";

    private final Path root;
    private final Path unfinished;

    /**
     * @param root the folder; made when the first run is written
     */
    public RunStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.unfinished = this.root.resolve(".unfinished");
    }

    /** What {@link #all} found. */
    public record Listing(List<Run> runs, List<String> skipped) {}

    /** Every sound record, by folder name, and for every other folder one line that says why it was skipped. */
    public Listing all() {
        List<Run> runs = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Path folder : folders()) {
            try {
                runs.add(load(folder));
            } catch (StoreException e) {
                skipped.add(e.getMessage());
            }
        }
        return new Listing(runs, skipped);
    }

    private List<Path> folders() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException("run store " + root.getFileName() + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** The record of an identity, under the name its protocol has now; empty if there is none that is sound. */
    Optional<Run> find(Protocol protocol, Identity identity) {
        for (Path folder : folders()) {
            if (folder.getFileName().toString().endsWith("-" + identity.brief())) {
                try {
                    Run run = load(folder, protocol.name());
                    boolean same = ProtocolJson.canonical(run.protocol()).equals(ProtocolJson.canonical(protocol));
                    if (same && identityOf(folder).equals(identity)) {
                        return Optional.of(withProtocol(run, protocol));
                    }
                } catch (StoreException e) {
                    return Optional.empty(); // damaged: it will be trained again and replaced
                }
            }
        }
        return Optional.empty();
    }

    private static Run withProtocol(Run run, Protocol protocol) {
        return new Run(protocol, run.table(), run.outcomes(), run.provenance(), run.parameters());
    }

    private static Identity identityOf(Path folder) {
        return parse(folder).record().identity();
    }

    /**
     * Reads one record.
     *
     * @param folder a folder of this store
     * @throws StoreException if it is not a sound record of this numerics version; the message says why
     */
    public Run load(Path folder) {
        return load(folder, null);
    }

    private Run load(Path folder, String name) {
        RecordJson.Parsed parsed = parse(folder);
        RecordJson record = parsed.record();
        Protocol protocol = parsed.protocol();
        if (!Identity.of(protocol, record.identity().dataSha256()).equals(record.identity())) {
            throw skipped(folder, "its protocol is not the one its identity was made of", null);
        }
        try {
            byte[] rows = checked(folder, ROWS, record);
            Map<Long, Outcome> outcomes = new TreeMap<>();
            record.outcomes().forEach((seed, ended) -> outcomes.put(seed, ended.outcomeOf()));
            if (!outcomes.keySet().equals(new java.util.TreeSet<>(protocol.seeds()))) {
                throw skipped(folder, "its outcomes are not those of its seeds", null);
            }
            Map<Long, Map<String, float[]>> parameters = record.files().containsKey(PARAMETERS)
                    ? ParameterFile.decode(checked(folder, PARAMETERS, record))
                    : Map.of();
            String shown = name == null ? protocol.name() : name;
            return new Run(protocol, Rows.read(shown, rows), outcomes, record.provenance(), parameters);
        } catch (IOException | IllegalArgumentException e) {
            throw skipped(folder, e.getMessage(), e);
        }
    }

    private static RecordJson.Parsed parse(Path folder) {
        try {
            return RecordJson.read(Files.readString(folder.resolve(RECORD)));
        } catch (NoSuchFileException e) {
            throw skipped(folder, "it has no " + RECORD, e);
        } catch (IOException | IllegalArgumentException e) {
            throw skipped(folder, e.getMessage(), e);
        }
    }

    private static byte[] checked(Path folder, String file, RecordJson record) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        String expected = record.files().get(file);
        String got = Identity.sha256(bytes);
        if (!got.equals(expected)) {
            throw new IOException(file + " must have SHA-256 " + expected + ", got " + got);
        }
        return bytes;
    }

    private static StoreException skipped(Path folder, String why, Exception cause) {
        return new StoreException("record " + folder.getFileName() + " is not used: " + why, cause);
    }

    /** Writes a complete run, in place of any record of the same identity. */
    void save(Run run, Identity identity) {
        byte[] rows = Rows.compressed(run.table());
        Map<String, String> files = new LinkedHashMap<>();
        files.put(ROWS, Identity.sha256(rows));
        byte[] parameters = run.parameters().isEmpty() ? null : ParameterFile.encode(run.parameters());
        if (parameters != null) {
            files.put(PARAMETERS, Identity.sha256(parameters));
        }
        Map<Long, RecordJson.Ended> outcomes = new TreeMap<>();
        run.outcomes().forEach((seed, outcome) -> outcomes.put(seed, RecordJson.Ended.of(outcome)));
        String json =
                new RecordJson(Identity.NUMERICS, identity, files, outcomes, run.provenance()).write(run.protocol());
        Path aside = null;
        try {
            aside = Files.createTempDirectory(unfinished(), identity.brief());
            AtomicFile.writeThrough(aside.resolve(ROWS), out -> out.write(rows));
            if (parameters != null) {
                AtomicFile.writeThrough(aside.resolve(PARAMETERS), out -> out.write(parameters));
            }
            AtomicFile.writeThrough(aside.resolve(RECORD), out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
            replace(aside, identity, run.protocol().name());
        } catch (IOException e) {
            throw cannotWrite(e);
        } finally {
            delete(aside);
        }
    }

    private void replace(Path aside, Identity identity, String name) throws IOException {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        Path folder = root.resolve(slug + "-" + identity.brief());
        for (Path old : folders()) {
            if (old.getFileName().toString().endsWith("-" + identity.brief())) {
                Path gone = Files.createTempDirectory(unfinished(), "old");
                Files.move(old, gone.resolve("record"), StandardCopyOption.ATOMIC_MOVE);
                delete(gone);
            }
        }
        Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The folder of what is not finished: locks, checkpoints, records being written. */
    Path unfinished() {
        try {
            return Files.createDirectories(unfinished);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private StoreException cannotWrite(IOException e) {
        return new StoreException(
                "run store " + root.getFileName() + " cannot be written ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "); free space or permissions there, or open the lab on another folder",
                e);
    }

    /** The right to write one identity; others are refused it until it is closed. */
    record Claim(FileChannel channel, FileLock lock, Path file) implements AutoCloseable {
        @Override
        public void close() {
            try (channel) {
                Files.deleteIfExists(file);
                lock.release();
            } catch (IOException e) {
                throw new StoreException("lock " + file.getFileName() + " cannot be released", e);
            }
        }
    }

    /** @throws StoreException if another training is writing this identity now, or the store cannot be written */
    Claim claim(Protocol protocol, Identity identity) {
        Path file = unfinished().resolve(identity.brief() + ".lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Claim(channel, lock, file);
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            closeQuietly(channel);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        throw new StoreException(
                "run \"" + protocol.name() + "\" (" + identity.brief()
                        + ") is being trained by another program on this store; wait for it, or open the lab on another folder");
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it was only opened to be locked
        }
    }

    private static void delete(Path folder) {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // what is left stands under .unfinished, which nothing reads
        }
    }
}
