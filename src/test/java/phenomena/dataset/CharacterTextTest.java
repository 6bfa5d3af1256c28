package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CharacterTextTest {

    /** 40 letters to train on, 10 to test on; ä and 𝄞 are one character each, of two and four bytes. */
    private static final String TEXT = "abcdeabcdeabcäeabcdeab𝄞deabcdeabcdeabcdeabcdä𝄞cbab";

    @TempDir
    Path folder;

    private CharacterText text(String content, Sequences sequences) throws IOException {
        Path file = folder.resolve("text.txt");
        Files.writeString(file, content);
        return new CharacterText(file.toString(), 0.8, sequences);
    }

    private static String shown(Examples examples, int sequence, List<String> alphabet) {
        int length = examples.features();
        StringBuilder text = new StringBuilder();
        for (int t = sequence * length; t < (sequence + 1) * length; t++) {
            text.append(alphabet.get((int) examples.inputs()[t]));
        }
        return text.append(alphabet.get(examples.labels()[(sequence + 1) * length - 1]))
                .toString();
    }

    @Test
    void sequences_are_pieces_of_the_text_side_by_side() throws IOException {
        CharacterText task = text(TEXT, new Sequences(4, 9, 2));
        assertThat(task.alphabet()).containsExactly("a", "b", "c", "d", "e", "ä", "𝄞");
        Split split = task.split(1);
        assertThat(split.train().classes()).isEqualTo(7);
        int[] points = TEXT.codePoints().toArray();
        Set<String> train = new HashSet<>();
        for (int i = 0; i < 9; i++) {
            train.add(new String(points, 4 * i, 5));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 9; i++) {
            seen.add(shown(split.train(), i, task.alphabet()));
        }
        assertThat(seen).isEqualTo(train); // all there are, each once
        assertThat(List.of(shown(split.test(), 0, task.alphabet()), shown(split.test(), 1, task.alphabet())))
                .containsExactlyInAnyOrder(new String(points, 40, 5), new String(points, 44, 5));
        for (int t = 0; t < 3; t++) {
            assertThat((int) split.train().inputs()[t + 1])
                    .isEqualTo(split.train().labels()[t]);
        }
    }

    @Test
    void larger_draws_begin_with_smaller_and_seeds_draw_others() throws IOException {
        Split small = text(TEXT, new Sequences(4, 3, 1)).split(1);
        Split large = text(TEXT, new Sequences(4, 8, 2)).split(1);
        assertThat(large.train().first(3).inputs())
                .containsExactly(small.train().inputs());
        assertThat(large.test().first(1).labels()).containsExactly(small.test().labels());
        assertThat(text(TEXT, new Sequences(4, 8, 2)).split(2).train().inputs())
                .isNotEqualTo(large.train().inputs());
    }

    /** Counts as data/README.md gives them; 42,797 sequences of 16, of which nine tenths are to train on. */
    @Test
    void the_novel_is_whole_and_has_no_character_in_its_test_text_that_its_training_text_lacks() {
        CharacterText task = CharacterText.novel(new Sequences(16, 38_518, 4_279));
        assertThat(task.alphabet()).hasSize(75).startsWith("\n", " ", "!").endsWith("x", "y", "z");
        Split split = task.split(3);
        assertThat(split.train().classes()).isEqualTo(75);
        assertThat(split.train().size() + split.test().size()).isEqualTo(684_768 / 16 - 1);
        String shown = shown(task.withTrain(1).split(3).train(), 0, task.alphabet());
        assertThat(shown).isEqualTo(shown(split.train(), 0, task.alphabet())).hasSize(17);
        assertThat(split.train().labels()).doesNotContain(-1);
        assertThat(split.test().labels()).doesNotContain(-1);
    }

    @Test
    void a_novel_that_was_changed_is_refused() throws IOException {
        String home = System.getProperty("PHENOMENA_HOME");
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("README.md"), "");
        Files.writeString(data.resolve(CharacterText.NOVEL), TEXT);
        System.setProperty("PHENOMENA_HOME", folder.toString());
        try {
            assertRefused(
                    CharacterText.novel(new Sequences(4, 3, 1)),
                    "data/pride-and-prejudice.txt must have the SHA-256 " + CharacterText.NOVEL_SHA256 + ", got ");
        } finally {
            if (home == null) {
                System.clearProperty("PHENOMENA_HOME");
            } else {
                System.setProperty("PHENOMENA_HOME", home);
            }
        }
        assertThat(CharacterText.novel(new Sequences(4, 3, 1)).split(0).test().size())
                .isEqualTo(1);
    }

    @Test
    void a_file_that_cannot_be_used_says_why() throws IOException {
        Sequences few = new Sequences(2, 1, 1);
        assertRefused(text("", few), "must hold at least two characters to train on and two to test on, got 0 in all");
        assertRefused(
                text("abababababab", new Sequences(3, 4, 1)), "train must be at most 3, the sequences of length 3");
        assertRefused(text("aaaaaaaaaaaaaaa", few), "must have from 2 to 65536 different characters, got 1");
        assertRefused(
                text("ababababababababbaé", few),
                "must have no character that its training text lacks, got \"é\" (U+00E9) at character 18");
        Files.write(folder.resolve("text.txt"), new byte[] {'a', (byte) 0xff, 'b'});
        assertRefused(new CharacterText(folder.resolve("text.txt").toString(), 0.5, few), "must be a text in UTF-8");
        assertRefused(new CharacterText("no/such.txt", 0.5, few), "no/such.txt must be a readable file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CharacterText("a", 1, few))
                .withMessage("trainFraction must be in (0, 1), got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CharacterText(" ", 0.5, few))
                .withMessageStartingWith("file must be given");
    }

    private static void assertRefused(CharacterText task, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> task.split(0))
                .withMessageContaining(why);
    }
}
