package phenomena.dataset;

import ai.djl.Application;
import ai.djl.basicdataset.BasicDatasets;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of DJL's {@code basicdataset}: those that its dataset classes read, without the engine, which would hold every
 * pixel as a float and knows no checksum of what is in its cache.
 *
 * @param repository {@link BasicDatasets#REPOSITORY}, or a test's own
 * @param artifact DJL's name of the data set
 * @param remedy what a person can do when the files cannot be had
 */
record DjlFiles(Repository repository, String artifact, String remedy) {

    private static final String VERSION = "1.0";

    /**
     * Files in DJL's cache; DJL fetches them from the network where they are not there.
     *
     * @param names DJL's names of the files
     * @return where they are, in the order of the names
     * @throws DataException if they cannot be had
     */
    List<Path> fetch(String... names) {
        try {
            MRL resource = repository.dataset(Application.CV.ANY, BasicDatasets.GROUP_ID, artifact, VERSION);
            Artifact found = resource.getDefaultArtifact();
            if (found == null || !found.getFiles().keySet().containsAll(List.of(names))) {
                throw new IOException("no " + String.join(", ", names) + " in " + repository.getBaseUri());
            }
            if (repository.isRemote()) { // else they are there, and DJL would copy them into its cache
                resource.prepare(found);
            }
            List<Path> files = new ArrayList<>();
            for (String name : names) {
                files.add(repository.getFile(found.getFiles().get(name), null));
            }
            return files;
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "DJL's data set " + artifact + " must be in its cache or on a network it reaches, got " + e + "; "
                            + remedy,
                    e);
        }
    }
}
