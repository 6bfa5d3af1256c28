package phenomena.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import phenomena.protocol.Protocol;

/**
 * A folder of records, one folder a run: {@code record.json}, {@code rows.csv.gz} and, where the protocol keeps them,
 * {@code parameters.safetensors}.
 *
 * <p>A record is written aside and renamed, so it is there whole or not at all. It is read only after every hash in it has
 * been checked, and only by the fixed names above. Folders that are damaged or not ours are skipped and reported.
 */
public final class RunStore {

    private static final String LOCK = "lock";
    private static final Duration ABANDONED = Duration.ofDays(30);

    private final Path root;
    private final Path unfinished;
    private final UnaryOperator<OutputStream> disk;

    /**
     * @param root the folder; made when the first run is trained
     */
    public RunStore(Path root) {
        this(root, UnaryOperator.identity());
    }

    /** @param disk what the records' files are written through; a test puts a full disk here */
    RunStore(Path root, UnaryOperator<OutputStream> disk) {
        this.disk = disk;
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
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("run store " + root.getFileName() + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** The record of an identity, under the name its protocol has now; empty if there is none that is sound. */
    Optional<Run> find(Protocol protocol, Identity identity) {
        for (Path folder : foldersOf(identity)) {
            try {
                RecordFolder record = new RecordFolder(folder);
                if (record.identity().equals(identity)) {
                    return Optional.of(record.load().named(protocol));
                }
            } catch (StoreException e) {
                // damaged: it will be trained again and replaced
            }
        }
        return Optional.empty();
    }

    private List<Path> foldersOf(Identity identity) {
        return folders().stream()
                .filter(folder -> folder.getFileName().toString().endsWith("-" + identity.brief()))
                .toList();
    }

    /**
     * Reads one record.
     *
     * @param folder a folder of this store
     * @throws StoreException if it is not a sound record of this numerics version; the message says why
     */
    public Run load(Path folder) {
        return new RecordFolder(folder).load();
    }

    /** Writes complete runs: all aside, so that a full disk costs none of them its place, then each over its old record. */
    void save(Map<Identity, Run> runs) {
        try {
            for (Map.Entry<Identity, Run> entry : runs.entrySet()) {
                write(entry.getValue(), entry.getKey());
            }
            for (Map.Entry<Identity, Run> entry : runs.entrySet()) {
                replace(entry.getKey(), entry.getValue().protocol().name());
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        } finally {
            runs.keySet().forEach(identity -> delete(aside(identity)));
        }
    }

    private Path aside(Identity identity) {
        return unfinished.resolve(identity.brief() + ".record");
    }

    private void write(Run run, Identity identity) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(RecordFolder.ROWS, Rows.compressed(run.table()));
        if (!run.kept().isEmpty()) {
            contents.put(RecordFolder.PARAMETERS, ParameterFile.encode(run.kept()));
        }
        Map<String, String> hashes = new LinkedHashMap<>();
        contents.forEach((name, bytes) -> hashes.put(name, Identity.sha256(bytes)));
        String json = RecordJson.of(run, identity, hashes).write(run.protocol());
        contents.put(RecordFolder.RECORD, json.getBytes(StandardCharsets.UTF_8));
        Path folder = unfinished().resolve(aside(identity));
        delete(folder); // a killed training may have left it
        Files.createDirectory(folder);
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            AtomicFile.writeThrough(
                    folder.resolve(file.getKey()), out -> disk.apply(out).write(file.getValue()));
        }
    }

    /** Puts a record in the place of those of the same identity; they come back if it cannot be put there. */
    private void replace(Identity identity, String name) throws IOException {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        Path folder = root.resolve((slug.isEmpty() ? "run" : slug) + "-" + identity.brief());
        Path gone = unfinished.resolve(identity.brief() + ".old");
        delete(gone);
        Files.createDirectory(gone);
        List<Path> moved = new ArrayList<>();
        try {
            for (Path old : foldersOf(identity)) {
                Files.move(old, gone.resolve(old.getFileName()), StandardCopyOption.ATOMIC_MOVE);
                moved.add(old);
            }
            Files.move(aside(identity), folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            for (Path old : moved) {
                Files.move(gone.resolve(old.getFileName()), old, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        } finally {
            delete(gone);
        }
    }

    /** The folder of what is not finished: locks, checkpoints, records being written. */
    Path unfinished() {
        try {
            return Files.createDirectories(unfinished);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Deletes what killed or abandoned trainings left and nobody has touched since. */
    void forgetAbandoned() {
        Instant limit = Instant.now().minus(ABANDONED);
        try (Stream<Path> entries = Files.list(unfinished())) {
            for (Path entry : entries.filter(path -> !path.endsWith(LOCK)).toList()) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(limit)) {
                    delete(entry);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // it disturbs nobody, and whoever comes next tries again
        }
    }

    private StoreException cannotWrite(IOException e) {
        return new StoreException(
                "run store " + root.getFileName() + " cannot be written ("
                        + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "); free space or permissions there, or open the lab on another folder",
                e);
    }

    /** @throws StoreException if another training is writing this identity now, or the store cannot be written */
    Claim claim(Protocol protocol, Identity identity) {
        try {
            return Claim.on(unfinished().resolve(LOCK), identity)
                    .orElseThrow(() -> new StoreException("run \"" + protocol.name() + "\" (" + identity.brief()
                            + ") is being trained on this store now, by this program or another; wait for it, or open the"
                            + " lab on another folder"));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // what is left stands under .unfinished, which nothing reads
        }
    }
}
