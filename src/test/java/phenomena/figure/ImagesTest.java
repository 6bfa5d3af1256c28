package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImagesTest {
    private static final float[] THREE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    @Test
    void lays_images_in_rows_with_gaps_between() throws IOException {
        ObjectNode json = Images.of(THREE, 2, 2).columns(2).chart().toJson();
        Raster grey = pixels(json);
        assertThat(grey.getSamples(0, 0, 6, 1, 0, (int[]) null)).containsExactly(0, 23, 255, 255, 93, 116);
        assertThat(grey.getSamples(0, 1, 6, 1, 0, (int[]) null)).containsExactly(46, 70, 255, 255, 139, 162);
        assertThat(grey.getSamples(0, 2, 6, 1, 0, (int[]) null)).containsOnly(255);
        assertThat(grey.getSamples(0, 5, 6, 1, 0, (int[]) null)).containsExactly(232, 255, 255, 255, 255, 255);
        assertThat(grey.getHeight()).isEqualTo(6);
        assertThat(json.at("/layout/yaxis/autorange").asText()).isEqualTo("reversed");
        assertThat(json.at("/data/0/hovertemplate").asText()).contains("(0 is 1, 255 is 12)");
    }

    @Test
    void forty_pictures_under_a_slider_take_less_than_60_kB() {
        Random random = new Random(1);
        float[] noise = new float[8 * 28 * 28];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        Images images = Images.of(noise, 28, 28);
        Chart slider =
                Chart.slider("data", List.of("a", "b", "c", "d", "e"), List.of(images, images, images, images, images));
        assertThat(slider.toJson().toString().length()).isLessThan(60_000);
    }

    @Test
    void values_that_are_all_one_or_none_are_drawn() throws IOException {
        ObjectNode json =
                Images.of(new float[] {5, 5, Float.NaN, 5}, 2, 2).chart().toJson();
        assertThat(pixels(json).getSamples(0, 0, 2, 2, 0, (int[]) null)).containsExactly(128, 128, 255, 128);
    }

    private static Raster pixels(ObjectNode json) throws IOException {
        String source = json.at("/data/0/source").asText();
        byte[] png = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(png)).getRaster();
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
