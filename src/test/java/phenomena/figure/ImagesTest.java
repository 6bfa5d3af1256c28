package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagesTest {
    private static final float[] THREE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    @Test
    void lays_images_in_rows_with_gaps_between() {
        ObjectNode json = Images.of(THREE, 2, 2).columns(2).chart().toJson();
        assertThat(json.at("/data/0/z/0").toString()).isEqualTo("[1.0,2.0,null,null,5.0,6.0]");
        assertThat(json.at("/data/0/z/1").toString()).isEqualTo("[3.0,4.0,null,null,7.0,8.0]");
        assertThat(json.at("/data/0/z/2").toString()).isEqualTo("[null,null,null,null,null,null]");
        assertThat(json.at("/data/0/z/5").toString()).isEqualTo("[11.0,12.0,null,null,null,null]");
        assertThat(json.at("/layout/yaxis/autorange").asText()).isEqualTo("reversed");
    }

    @Test
    void labels_stand_over_the_middle_of_their_images() {
        ObjectNode json = Images.of(THREE, 2, 2)
                .labels(List.of("a", "b", "c"))
                .first(2)
                .chart()
                .toJson();
        assertThat(json.at("/data/1/text").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(json.at("/data/1/x").toString()).isEqualTo("[0.5,4.5]");
    }

    @Test
    void sizes_that_do_not_fit_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Images.of(THREE, 2, 5))
                .withMessage("values must be images of 2 × 5 = 10 values, got 12 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Images.of(THREE, 2, 2).labels(List.of("a")))
                .withMessageContaining("one an image, 3, or none, got 1");
    }
}
