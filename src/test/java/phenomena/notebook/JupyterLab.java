package phenomena.notebook;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JupyterLab as {@code environment/lab} starts it, on a folder of its own; nobody's settings, workspaces or kernels are
 * read or written. Closing it ends the server and its kernels, whatever state they are in.
 */
final class JupyterLab implements AutoCloseable {
    private static final String TOKEN = "integration-test";
    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/lab");

    /** JupyterLab draws only the cells in sight, unless told otherwise. */
    private static final String DRAW_ALL_CELLS = "{\"windowingMode\": \"none\"}";

    private final Process server;
    private final Thread killer = new Thread(this::kill);
    private final CompletableFuture<String> address = new CompletableFuture<>();

    /**
     * Starts it and returns when it answers.
     *
     * @param folder a folder that is the server's alone
     * @param notebooks the folder it opens
     * @param log where it may write what it says
     */
    JupyterLab(Path folder, Path notebooks, Path log) throws IOException {
        Path settings = folder.resolve("settings/@jupyterlab/notebook-extension");
        Files.writeString(Files.createDirectories(settings).resolve("tracker.jupyterlab-settings"), DRAW_ALL_CELLS);
        ProcessBuilder command = Launcher.lab(
                folder.resolve("runs"),
                "--no-browser",
                "--ServerApp.port=0",
                "--IdentityProvider.token=" + TOKEN,
                "--notebook-dir=" + notebooks);
        Map<String, String> environment = command.environment();
        environment.put("JUPYTERLAB_SETTINGS_DIR", folder.resolve("settings").toString());
        for (String own : List.of("JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")) {
            environment.put(own, folder.resolve(own).toString());
        }
        environment.put("JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString());
        server = command.start();
        Runtime.getRuntime().addShutdownHook(killer);
        Thread listener = new Thread(() -> listen(log), "JupyterLab's output");
        listener.setDaemon(true);
        listener.start();
    }

    /** Keeps what the server says, and learns its address from it. */
    private void listen(Path log) {
        try (BufferedReader said = server.inputReader();
                BufferedWriter kept = Files.newBufferedWriter(log)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                kept.write(line + System.lineSeparator());
                kept.flush();
                Matcher found = ADDRESS.matcher(line);
                if (found.find()) {
                    address.complete(found.group(1));
                }
            }
            address.completeExceptionally(new IllegalStateException("JupyterLab ended; it said: " + log));
        } catch (IOException e) {
            address.completeExceptionally(new UncheckedIOException(e));
        }
    }

    /** The address of a notebook, once the server answers. */
    String address(String notebook) throws Exception {
        return address.get(4, TimeUnit.MINUTES) + "/lab/tree/" + notebook + "?reset&token=" + TOKEN;
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> kernels = server.descendants().toList();
        server.destroy();
        server.waitFor(20, TimeUnit.SECONDS);
        kernels.forEach(ProcessHandle::destroyForcibly);
        kill();
        Runtime.getRuntime().removeShutdownHook(killer);
    }

    private void kill() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
    }
}
