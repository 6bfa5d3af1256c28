package phenomena.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The right to write one identity of a store: others, in this program or another, are refused it until it is closed. It
 * ends with the process, however that ends.
 *
 * <p>A claim locks one byte of the store's lock file. That file is never deleted, or two programs could lock two files of
 * one name; and a program opens it once, since closing any channel on it gives up all the program's locks.
 */
final class Claim implements AutoCloseable {

    private static final Map<Path, Opened> OPENED = new HashMap<>(); // by real path; guards itself and what it holds

    private final Opened opened;
    private final FileLock lock;

    private static final class Opened {
        private final Path path;
        private final FileChannel channel;
        private int claims;

        Opened(Path path) throws IOException {
            this.path = path;
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
    }

    private Claim(Opened opened, FileLock lock) {
        this.opened = opened;
        this.lock = lock;
        opened.claims++;
    }

    /**
     * @param file the store's lock file, in a folder that exists
     * @return empty if another holds the claim
     */
    static Optional<Claim> on(Path file, Identity identity) throws IOException {
        Path path = file.getParent().toRealPath().resolve(file.getFileName());
        synchronized (OPENED) {
            Opened opened = OPENED.get(path);
            if (opened == null) {
                opened = new Opened(path);
                OPENED.put(path, opened);
            }
            try {
                FileLock lock = opened.channel.tryLock(Long.parseLong(identity.brief(), 16), 1, false);
                return lock == null ? Optional.empty() : Optional.of(new Claim(opened, lock));
            } catch (OverlappingFileLockException e) {
                return Optional.empty(); // held by this program
            } finally {
                closeUnused(opened);
            }
        }
    }

    private static void closeUnused(Opened opened) throws IOException {
        if (opened.claims == 0) {
            OPENED.remove(opened.path);
            opened.channel.close();
        }
    }

    /** @throws StoreException if the lock cannot be released; it then ends with the process */
    @Override
    public void close() {
        synchronized (OPENED) {
            try {
                opened.claims--;
                lock.release();
                closeUnused(opened);
            } catch (IOException e) {
                throw new StoreException("the run store's lock cannot be released until this program ends", e);
            }
        }
    }
}
