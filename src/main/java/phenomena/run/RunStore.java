package phenomena.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import tech.tablesaw.api.Table;

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

    private static final int LONGEST = 1 << 24; // bytes of a record.json

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
                RecordJson.Parsed parsed = parse(folder);
                if (parsed.record().identity().equals(identity)) {
                    return Optional.of(load(folder, parsed).as(protocol));
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
        return load(folder, parse(folder));
    }

    private static Run load(Path folder, RecordJson.Parsed parsed) {
        RecordJson record = parsed.record();
        Protocol protocol = parsed.protocol();
        if (!Identity.of(protocol, record.identity().dataSha256()).equals(record.identity())) {
            throw skipped(folder, "its protocol is not the one its identity was made of", null);
        }
        try {
            Map<Long, Outcome> outcomes = record.outcomesOf(protocol.seeds());
            Table rows = Rows.read(protocol.name(), checked(folder, ROWS, record));
            Map<Long, Map<String, float[]>> parameters = record.files().containsKey(PARAMETERS)
                    ? ParameterFile.decode(checked(folder, PARAMETERS, record))
                    : Map.of();
            return new Run(protocol, rows, outcomes, record.provenance(), parameters);
        } catch (IOException | IllegalArgumentException e) {
            throw skipped(folder, e.getMessage(), e);
        }
    }

    private static RecordJson.Parsed parse(Path folder) {
        try {
            Path file = folder.resolve(RECORD);
            if (Files.size(file) > LONGEST) {
                throw new IOException(RECORD + " must have at most " + LONGEST + " bytes, got " + Files.size(file));
            }
            return RecordJson.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw skipped(folder, "it has no " + RECORD, e);
        } catch (IOException | IllegalArgumentException e) {
            throw skipped(folder, e.getMessage(), e);
        }
    }

    private static byte[] checked(Path folder, String file, RecordJson record) throws IOException {
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
        String json = RecordJson.of(run, identity, files).write(run.protocol());
        Path aside = unfinished().resolve(identity.brief() + ".record");
        try {
            delete(aside); // a killed training may have left it
            Files.createDirectory(aside);
            AtomicFile.writeThrough(aside.resolve(ROWS), out -> disk.apply(out).write(rows));
            if (parameters != null) {
                AtomicFile.writeThrough(
                        aside.resolve(PARAMETERS), out -> disk.apply(out).write(parameters));
            }
            byte[] text = json.getBytes(StandardCharsets.UTF_8);
            AtomicFile.writeThrough(
                    aside.resolve(RECORD), out -> disk.apply(out).write(text));
            replace(aside, identity, run.protocol().name());
        } catch (IOException e) {
            throw cannotWrite(e);
        } finally {
            delete(aside);
        }
    }

    /** Puts a record in the place of those of the same identity; they come back if it cannot be put there. */
    private void replace(Path aside, Identity identity, String name) throws IOException {
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
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
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
            return Claim.on(unfinished().resolve("lock"), identity)
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
