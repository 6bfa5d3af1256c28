package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.nn.Block;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ArchitectureRecordsTest {

    private static void refused(ThrowingCallable work, String message) {
        assertThatIllegalArgumentException().isThrownBy(work).withMessage(message);
    }

    @Test
    void an_mlp_needs_layers_units_and_a_scale() {
        refused(() -> new Mlp(0, 1, 1), "depth must be at least 1, got 0");
        refused(() -> new Mlp(1, 0, 1), "width must be at least 1, got 0");
        refused(() -> new Mlp(1, 1, 0), "initialScale must be above 0 and finite, got 0.0");
        refused(() -> new Mlp(1, 1, Double.NaN), "initialScale must be above 0 and finite, got NaN");
        refused(() -> new Mlp(1, 1, Double.POSITIVE_INFINITY), "initialScale must be above 0 and finite, got Infinity");
    }

    @Test
    void a_cnn_needs_channels_units_an_odd_window_and_a_scale() {
        refused(() -> new Cnn(0, 1, 2, 3, 1), "channels and hidden must be at least 1, got 0, 1 and 2");
        refused(() -> new Cnn(1, 0, 2, 3, 1), "channels and hidden must be at least 1, got 1, 0 and 2");
        refused(() -> new Cnn(1, 2, -3, 3, 1), "channels and hidden must be at least 1, got 1, 2 and -3");
        refused(() -> new Cnn(1, 1, 1, 4, 1), "window must be odd and at least 1, got 4");
        refused(() -> new Cnn(1, 1, 1, -1, 1), "window must be odd and at least 1, got -1");
        refused(() -> new Cnn(1, 1, 1, 1, -1), "initialScale must be above 0 and finite, got -1.0");
    }

    @Test
    void a_cnn_takes_images_and_signals() {
        var cnn = new Cnn(1, 1, 1, 1, 1);
        String takes = "Cnn takes signals (n) or images (channels, height, width), got ";
        refused(() -> cnn.block(new long[] {8, 8}, 2, 1), takes + "(8, 8)");
        refused(() -> cnn.cost(new long[] {1, 2, 3, 4}, 2), takes + "(1, 2, 3, 4)");
    }

    @Test
    void a_residual_network_has_a_depth_that_is_built_for_the_size_of_its_images() {
        refused(
                () -> new ResNet(19),
                "layers must be one of [18, 34, 50, 101, 152] or, for images of at most 28 rows, one of "
                        + "[20, 32, 44, 56, 110], got 19");
        refused(
                () -> new ResNet(18).block(new long[] {40}, 10, 1),
                "ResNet takes images (channels, height, width), got (40)");
        refused(
                () -> new ResNet(18).block(new long[] {1, 28, 28}, 10, 1),
                "layers must be one of [20, 32, 44, 56, 110] for images of shape (1, 28, 28), got 18");
        refused(
                () -> new ResNet(20).block(new long[] {1, 29, 29}, 10, 1),
                "layers must be one of [18, 34, 50, 101, 152] for images of shape (1, 29, 29), got 20");
        for (int layers : new int[] {20, 32, 44, 56, 110}) {
            assertThat(new ResNet(layers).block(new long[] {1, 28, 28}, 10, 1)).isInstanceOf(Block.class);
        }
        for (int layers : new int[] {18, 34, 50, 101, 152}) {
            assertThat(new ResNet(layers).block(new long[] {1, 29, 29}, 10, 1)).isInstanceOf(Block.class);
        }
    }

    @Test
    void a_token_mlp_needs_layers_units_a_nonlinearity_and_a_scale() {
        refused(() -> new TokenMlp(0, 1, Nonlinearity.RELU, true, 1), "depth must be at least 1, got 0");
        refused(() -> new TokenMlp(1, 0, Nonlinearity.RELU, true, 1), "width must be at least 1, got 0");
        refused(() -> new TokenMlp(1, 1, null, true, 1), "nonlinearity must be given, got null");
        refused(
                () -> new TokenMlp(1, 1, Nonlinearity.SQUARE, false, -1),
                "initialScale must be above 0 and finite, got -1.0");
    }

    @Test
    void a_task_mlp_needs_tasks_layers_units_a_scale_and_a_number_beside_the_task() {
        refused(() -> new TaskMlp(0, 1, 1, 1), "tasks must be at least 1, got 0");
        refused(() -> new TaskMlp(1, 0, 1, 1), "depth must be at least 1, got 0");
        refused(() -> new TaskMlp(1, 1, 0, 1), "width must be at least 1, got 0");
        refused(() -> new TaskMlp(1, 1, 1, 0), "initialScale must be above 0 and finite, got 0.0");
        TaskMlp mlp = new TaskMlp(3, 1, 4, 1);
        String message = "TaskMlp takes a task and at least one number (1 + n), got ";
        refused(() -> mlp.block(new long[] {1}, 2, 1), message + "(1)");
        refused(() -> mlp.cost(new long[] {2, 2}, 2), message + "(2, 2)");
        assertThat(mlp.takesTokens()).isFalse();
        assertThat(new int[] {mlp.categories(0, 2), mlp.categories(1, 2)}).containsExactly(3, 0);
        assertThat(mlp.withInitialScale(3).initialScale()).isEqualTo(3);
    }

    @Test
    void a_transformer_needs_layers_a_width_that_its_heads_divide_a_style_and_a_scale() {
        var plain = Transformer.Style.PLAIN;
        refused(() -> new Transformer(0, 8, 2, plain, 1), "layers must be at least 1, got 0");
        refused(() -> new Transformer(1, 0, 2, plain, 1), "width must be at least 1, got 0");
        refused(() -> new Transformer(1, 8, 0, plain, 1), "heads must be at least 1, got 0");
        refused(() -> new Transformer(1, 128, 3, plain, 1), "width must be a multiple of heads, got 128 with 3 heads");
        refused(() -> new Transformer(1, 8, 2, null, 1), "style must be given, got null");
        refused(() -> new Transformer(1, 8, 2, plain, 0), "initialScale must be above 0 and finite, got 0.0");
    }

    @Test
    void a_decoder_needs_layers_a_width_that_its_heads_divide_parts_and_a_scale() {
        var parts = new Decoder.Parts(Decoder.Positions.LEARNED, Decoder.Norm.NONE, 0);
        refused(() -> new Decoder(0, 8, 2, parts, 1), "layers must be at least 1, got 0");
        refused(() -> new Decoder(1, 0, 2, parts, 1), "width must be at least 1, got 0");
        refused(() -> new Decoder(1, 8, 0, parts, 1), "heads must be at least 1, got 0");
        refused(() -> new Decoder(1, 8, 3, parts, 1), "width must be a multiple of heads, got 8 with 3 heads");
        refused(() -> new Decoder(1, 8, 2, null, 1), "parts must be given, got null");
        refused(() -> new Decoder(1, 8, 2, parts, 0), "initialScale must be above 0 and finite, got 0.0");
        refused(
                () -> Decoder.attentionOnly(1, 10, 2, Decoder.Positions.ROTARY),
                "width / heads must be even for rotary positions, got 5; change one of them");
        refused(() -> new Decoder.Parts(null, Decoder.Norm.PRE, 1), "positions must be given, got null");
        refused(() -> new Decoder.Parts(Decoder.Positions.NONE, null, 1), "norm must be given, got null");
        refused(
                () -> new Decoder.Parts(Decoder.Positions.NONE, Decoder.Norm.PRE, -1),
                "mlpFactor must be at least 0, got -1");
        assertThat(Decoder.edelman().withInitialScale(3).initialScale()).isEqualTo(3);
    }

    @Test
    void nets_on_tokens_take_rows_of_tokens() {
        TokenMlp mlp = TokenMlp.quadratic(3);
        refused(() -> mlp.block(new long[] {2, 3}, 5, 1), "TokenMlp takes rows of tokens (n), got (2, 3)");
        refused(() -> mlp.cost(new long[] {0}, 5), "TokenMlp takes rows of tokens (n), got (0)");
        Transformer transformer = Transformer.nanda();
        refused(() -> transformer.block(new long[] {3}, 5, 1), "Transformer takes pairs of tokens (2), got (3)");
        refused(() -> transformer.cost(new long[] {2, 1}, 5), "Transformer takes pairs of tokens (2), got (2, 1)");
        Decoder decoder = Decoder.edelman();
        refused(() -> decoder.block(new long[] {3, 1}, 5, 1), "Decoder takes rows of tokens (n), got (3, 1)");
        refused(() -> decoder.cost(new long[] {0}, 5), "Decoder takes rows of tokens (n), got (0)");
        assertThat(decoder.takesTokens()).isTrue();
        assertThat(mlp.takesTokens()).isTrue();
        assertThat(transformer.takesTokens()).isTrue();
        assertThat(new Mlp(1, 1, 1).takesTokens()).isFalse();
    }

    @Test
    void an_architecture_that_says_nothing_of_itself_counts_as_large_and_alone() {
        Architecture own = (inputShape, classes, replicas) -> null;
        assertThat(own.replicasPerPass()).isEqualTo(1);
        assertThat(own.initialScale()).isEqualTo(1);
        assertThat(own.takesTokens()).isFalse();
        assertThat(own.cost(new long[] {1}, 2).multiplications()).isGreaterThanOrEqualTo(1_000_000);
    }
}
