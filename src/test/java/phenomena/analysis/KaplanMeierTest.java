package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class KaplanMeierTest {

    @Test
    void is_the_textbooks_curve_of_the_leukaemia_trial() {
        // survival as in Kleinbaum and Klein, "Survival analysis", section 2 (6-MP group); Greenwood errors as printed
        // by
        // summary(survfit(Surv(time, cens) ~ treat, data = gehan)) of R's survival package
        double[][] published = {
            {6, .8571, .0764},
            {7, .8067, .0869},
            {10, .7529, .0963},
            {13, .6902, .1068},
            {16, .6275, .1141},
            {22, .5378, .1282},
            {23, .4482, .1346}
        };
        KaplanMeier curve = KaplanMeier.of(TidyRows.treated());
        for (double[] row : published) {
            assertThat(curve.survival(row[0])).isCloseTo(row[1], within(5e-5));
            assertThat(curve.standardError(row[0])).isCloseTo(row[2], within(5e-5));
        }
        assertThat(curve.survival(5.9)).isEqualTo(1);
        assertThat(curve.survival(1000)).as("flat past the end").isEqualTo(curve.survival(23));
    }

    @Test
    void its_quantiles_are_the_trials() {
        KaplanMeier treated = KaplanMeier.of(TidyRows.treated());
        assertThat(treated.quantile(.25)).isEqualTo(13);
        assertThat(treated.quantile(.5)).isEqualTo(23);
        assertThat(treated.quantile(.75)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(treated.last()).isEqualTo(35);
        KaplanMeier placebo = KaplanMeier.of(TidyRows.placebo());
        assertThat(new double[] {placebo.quantile(.25), placebo.quantile(.5), placebo.quantile(.75)})
                .containsExactly(4, 8, 12);
    }

    @Test
    void without_censoring_it_is_the_fraction_that_is_not_there_yet() {
        KaplanMeier curve = KaplanMeier.of(TidyRows.passages(40, 10, 20, 20));
        assertThat(curve.survival(0)).isEqualTo(1);
        assertThat(curve.survival(10)).isEqualTo(.75);
        assertThat(curve.survival(20)).isCloseTo(.25, within(1e-15));
        assertThat(curve.survival(40)).isZero();
        assertThat(curve.standardError(20)).isCloseTo(Math.sqrt(.25 * .75 / 4), within(1e-15));
        assertThat(curve.standardError(40)).isNaN();
        assertThat(curve.quantile(1)).isEqualTo(40);
    }

    @Test
    void one_censored_where_another_arrives_was_still_at_risk() {
        KaplanMeier curve = KaplanMeier.of(TidyRows.passages(10, -10, 20));
        assertThat(curve.survival(10)).isCloseTo(2. / 3, within(1e-15));
        Table table = curve.table();
        assertThat(table.doubleColumn("step").asList()).containsExactly(10., 20.);
        assertThat(table.intColumn("at risk").asList()).containsExactly(3, 1);
        assertThat(table.intColumn("reached").asList()).containsExactly(1, 1);
        assertThat(table.intColumn("censored").asList()).containsExactly(1, 0);
        assertThat(curve.toString()).contains("at risk").contains("0.6666");
    }

    @Test
    void the_median_is_there_when_half_arrived_and_not_before() {
        assertThat(KaplanMeier.of(TidyRows.passages(1, 2, -9, -9)).quantile(.5)).isEqualTo(2);
        assertThat(KaplanMeier.of(TidyRows.passages(1, -9, -9, -9)).quantile(.5))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(KaplanMeier.of(TidyRows.passages(-9, -9)).survival(9)).isEqualTo(1);
        assertThat(KaplanMeier.of(TidyRows.passages(7)).quantile(.5)).isEqualTo(7);
        // ten of ten: products of fractions, whose rounding must not put a quantile one step on
        double[] ten = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        for (int i = 1; i <= 10; i++) {
            assertThat(KaplanMeier.of(TidyRows.passages(ten)).quantile(i / 10.)).isEqualTo(i);
        }
    }

    @Test
    void what_is_no_time_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.of(TidyRows.passages(1, Double.NaN)))
                .withMessage("times must be finite, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.of(TidyRows.passages()))
                .withMessage("times and reached must be as many, and at least one, got 0 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.of(TidyRows.passages(1)).quantile(0))
                .withMessage("p must be in (0, 1], got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KaplanMeier.of(TidyRows.empty()))
                .withMessageContaining("the table must have a column \"low\"");
    }
}
