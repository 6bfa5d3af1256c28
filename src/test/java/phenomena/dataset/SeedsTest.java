package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void gives_one_stream_to_one_seed_and_purpose() {
        long first = Seeds.stream(1, "split").nextLong();
        assertThat(Seeds.stream(1, "split").nextLong()).isEqualTo(first);
        assertThat(Seeds.stream(1, "label-noise").nextLong()).isNotEqualTo(first);
        assertThat(Seeds.stream(2, "split").nextLong()).isNotEqualTo(first);
    }

    @Test
    void gives_the_same_numbers_everywhere() {
        // XoShiRo256++ from the state SHA-256(0000000000000000 "split"), computed apart from this library.
        assertThat(Seeds.stream(0, "split").nextLong()).isEqualTo(-6992925342422554954L);
    }
}
