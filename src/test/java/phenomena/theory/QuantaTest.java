package phenomena.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;

class QuantaTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    /** Frequencies ∝ 1, 1/4, 1/9: 36, 9 and 4 of 49. */
    private static final Quanta THREE = new Quanta(3, 1);

    @Test
    void three_tasks_worked_by_hand() {
        assertThat(THREE.frequency(1)).isCloseTo(36 / 49.0, ROUNDING);
        assertThat(THREE.frequency(3)).isCloseTo(4 / 49.0, ROUNDING);
        assertThat(THREE.unlearned(0)).isCloseTo(1, ROUNDING);
        assertThat(THREE.unlearned(1)).isCloseTo(13 / 49.0, ROUNDING);
        assertThat(THREE.unlearned(3)).isZero();
        assertThat(THREE.loss(2, .7, .1)).isCloseTo((45 * .1 + 4 * .7) / 49, ROUNDING);
        assertThat(THREE.slope(1, 2)).isCloseTo(Math.log(4 / 13.0) / Math.log(2), ROUNDING);
    }

    @Test
    void tasks_are_learned_once_met_often_enough() {
        assertThat(THREE.learned(0, 1)).isZero();
        assertThat(THREE.learned(48, 36)).isZero();
        assertThat(THREE.learned(50, 36)).isEqualTo(1);
        assertThat(THREE.learned(480, 40)).isEqualTo(2);
        assertThat(THREE.learned(1e9, 1)).isEqualTo(3);
    }

    /** 20,000 tasks drawn by their cumulated frequency among 500, seed 1; within 4 standard errors. */
    @Test
    void the_loss_is_the_mean_over_drawn_tasks() {
        Quanta quanta = new Quanta(500, .4);
        double[] frequencies = new double[500];
        for (int rank = 1; rank <= 500; rank++) {
            frequencies[rank - 1] = quanta.frequency(rank);
        }
        Random random = new Random(1);
        var sample = new StreamingStatistics();
        for (int draw = 0; draw < 20_000; draw++) {
            sample.addValue(Draws.pick(frequencies, random) < 30 ? 0 : Math.log(2));
        }
        Draws.agree(sample, quanta.loss(30, Math.log(2), 0), 4);
    }

    @Test
    void an_endless_series_has_the_ideal_exponents() {
        Quanta quanta = new Quanta(300_000, 1);
        assertThat(quanta.slope(100, 1000)).isCloseTo(-quanta.parameterExponent(), within(.01));
        double few = quanta.unlearned(quanta.learned(1e5, 1));
        double many = quanta.unlearned(quanta.learned(1e7, 1));
        assertThat(Math.log(many / few) / Math.log(100)).isCloseTo(-quanta.dataExponent(), within(.01));
        assertThat(quanta.dataExponent()).isEqualTo(.5);
    }

    /** The tail by an integral, Euler and Maclaurin's first terms; and the slope that follows from it. */
    @Test
    void a_short_series_is_steeper_than_the_ideal_as_the_truncated_integral_is() {
        Quanta quanta = new Quanta(500, .4);
        double[] tail = new double[2];
        for (int i = 0; i < 2; i++) {
            double n = i == 0 ? 20 : 100;
            tail[i] = (Math.pow(n, -.4) - Math.pow(500, -.4)) / .4 - (Math.pow(n, -1.4) - Math.pow(500, -1.4)) / 2;
        }
        double slope = Math.log(tail[1] / tail[0]) / Math.log(5);
        assertThat(quanta.slope(20, 100)).isCloseTo(slope, within(1e-3)).isLessThan(-.6);
        assertThat(quanta.slope(100, 400)).isLessThan(quanta.slope(20, 100));
    }

    @Test
    void refuses_what_is_no_setting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.unlearned(4))
                .withMessage("learned tasks must be in 0 … 3, got 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.slope(1, 3))
                .withMessage("to must be in 2 … 2, got 3");
        assertThatIllegalArgumentException().isThrownBy(() -> THREE.frequency(0));
        assertThatIllegalArgumentException().isThrownBy(() -> THREE.learned(10, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quanta(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quanta(1, 0));
    }
}
