package phenomena.run;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is either there whole or not at all. */
final class AtomicFile {

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes aside, forces to disk, then renames over what stood there; on failure nothing of it remains. */
    static void write(Path file, Content content) throws IOException {
        Path aside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        try {
            writeThrough(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Writes a file in place and forces it to disk. */
    static void writeThrough(Path file, Content content) throws IOException {
        // Unlike a channel, which an interrupt of the thread closes: a reader who presses stop twice loses nothing.
        try (FileOutputStream disk = new FileOutputStream(file.toFile());
                OutputStream out = new BufferedOutputStream(disk, 1 << 16)) {
            content.writeTo(out);
            out.flush();
            disk.getFD().sync();
        }
    }
}
