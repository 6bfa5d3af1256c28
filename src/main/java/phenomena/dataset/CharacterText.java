package phenomena.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * The characters of a text file, one after another. The first part of it is the training text, the rest the test text; each is
 * cut into sequences of L characters, side by side, and a seed draws some of them without replacement. The label of a
 * sequence's last character is the first one of the sequence behind it.
 *
 * <p>The tokens are the characters of the training text in the order of Unicode, whichever of them the drawn sequences show. A
 * larger draw with the same seed begins with the smaller one.
 *
 * @param file a file of UTF-8: its place in the project's {@code data/} folder, or its full path
 * @param trainFraction the fraction of the characters that are the training text, in (0, 1)
 * @param sequences how many of each text, and how long
 */
public record CharacterText(String file, double trainFraction, Sequences sequences) implements Sampled {

    /** The shipped text: Jane Austen's <i>Pride and Prejudice</i> (1813), 684,768 characters. */
    public static final String NOVEL = "pride-and-prejudice.txt";

    static final String NOVEL_SHA256 = "dfc684d4f857fa938268f9ab9c5567b64bd0691251eca959644adeabe6287a4d";

    private static final int MOST_BYTES = 1 << 28;
    private static final int MOST_CHARACTERS = 1 << 16;

    /** @throws IllegalArgumentException if a value is outside its range */
    public CharacterText {
        if (file == null || file.isBlank()) {
            throw new IllegalArgumentException("file must be given, got " + (file == null ? "null" : "\"\""));
        }
        if (!(trainFraction > 0 && trainFraction < 1)) {
            throw new IllegalArgumentException("trainFraction must be in (0, 1), got " + trainFraction);
        }
        Counts.requirePresent("sequences", sequences);
    }

    /**
     * The shipped novel, its first nine tenths to train on. It is checked against its SHA-256.
     *
     * @throws IllegalArgumentException if {@code sequences} is null
     */
    public static CharacterText novel(Sequences sequences) {
        return new CharacterText(NOVEL, 0.9, sequences);
    }

    @Override
    public int train() {
        return sequences.train();
    }

    @Override
    public CharacterText withTrain(int train) {
        return new CharacterText(file, trainFraction, sequences.withTrain(train));
    }

    /** The two texts as code points, and the alphabet: ascending, a token's character at its number. */
    private record Text(int[] train, int[] test, int[] alphabet) {}

    /**
     * What the tokens stand for.
     *
     * @return each token's character, at its number
     * @throws DataException if the file cannot be used
     */
    public List<String> alphabet() {
        return Arrays.stream(read().alphabet()).mapToObj(Character::toString).toList();
    }

    /**
     * @throws DataException if the file cannot be read, is no UTF-8, is empty, has fewer sequences than asked for, or has
     *     characters in its test text that its training text lacks
     */
    @Override
    public Split split(long seed) {
        Text text = read();
        return new Split(
                cut("train", text.train(), text.alphabet(), sequences.train(), seed),
                cut("test", text.test(), text.alphabet(), sequences.test(), seed));
    }

    private Examples cut(String part, int[] text, int[] alphabet, int count, long seed) {
        int length = sequences.length();
        int whole = (text.length - 1) / length;
        if (count > whole) {
            throw new DataException(
                    part + " must be at most " + whole + ", the sequences of length " + length + " in the " + part
                            + " text of " + file + ", got " + count + "; take fewer or shorter ones, or a longer text");
        }
        int[] order = PermutationSampler.natural(whole);
        PermutationSampler.shuffle(Seeds.stream(seed, "character-text-" + part), order);
        return sequences.draw(
                count, alphabet.length, i -> Arrays.stream(text, order[i] * length, (order[i] + 1) * length + 1)
                        .map(character -> Arrays.binarySearch(alphabet, character))
                        .toArray());
    }

    private Text read() {
        int[] all = characters().codePoints().toArray();
        int cut = (int) Math.round(trainFraction * all.length);
        if (cut < 2 || all.length - cut < 2) {
            throw new DataException(file + " must hold at least two characters to train on and two to test on, got "
                    + all.length + " in all, of which " + cut + " to train on; take a longer text");
        }
        int[] train = Arrays.copyOf(all, cut);
        int[] alphabet = Arrays.stream(train).sorted().distinct().toArray();
        if (alphabet.length < 2 || alphabet.length > MOST_CHARACTERS) {
            throw new DataException("the training text of " + file + " must have from 2 to " + MOST_CHARACTERS
                    + " different characters, got " + alphabet.length + "; take another text");
        }
        for (int i = cut; i < all.length; i++) {
            if (Arrays.binarySearch(alphabet, all[i]) < 0) {
                throw new DataException("the test text of " + file
                        + " must have no character that its training text lacks, got \"" + Character.toString(all[i])
                        + "\" (U+%04X) at character %d".formatted(all[i], i)
                        + "; take it out of the file, or a larger trainFraction");
            }
        }
        return new Text(train, Arrays.copyOfRange(all, cut, all.length), alphabet);
    }

    private String characters() {
        Path path =
                Path.of(file).isAbsolute() ? Path.of(file) : DataFolder.find().resolve(file);
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new DataException(file + " must have at most " + MOST_BYTES + " bytes, got " + Files.size(path)
                        + "; take a part of it");
            }
            byte[] bytes = Files.readAllBytes(path);
            requireNovel(bytes);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new DataException(file + " must be a text in UTF-8, got other bytes; convert it", e);
        } catch (IOException e) {
            throw new DataException(
                    file + " must be a readable file, in the project's data folder or by its full path, got " + e, e);
        }
    }

    private void requireNovel(byte[] bytes) {
        String found = HexFormat.of().formatHex(Fingerprint.newSha256().digest(bytes));
        if (file.equals(NOVEL) && !found.equals(NOVEL_SHA256)) {
            throw new DataException("data/" + NOVEL + " must have the SHA-256 " + NOVEL_SHA256 + ", got " + found
                    + "; restore it with 'git checkout -- data/" + NOVEL + "', or rebuild it as data/README.md says");
        }
    }
}
