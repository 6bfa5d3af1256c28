package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetTest {

    private String before;

    @BeforeEach
    void remember() {
        before = System.getProperty(Budget.VARIABLE);
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(Budget.VARIABLE);
        } else {
            System.setProperty(Budget.VARIABLE, before);
        }
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void a_budget_is_read_from_its_name(Budget budget) {
        assertThat(Budget.of(budget.label())).isEqualTo(budget);
        assertThat(Budget.of(" " + budget.name() + "\n")).isEqualTo(budget);
        System.setProperty(Budget.VARIABLE, budget.label());
        assertThat(Budget.current()).isEqualTo(budget);
    }

    @Test
    void a_blank_variable_means_the_laptop() {
        System.setProperty(Budget.VARIABLE, " ");
        assertThat(Budget.current()).isEqualTo(Budget.LAPTOP);
    }

    @Test
    void an_unknown_name_is_refused_with_the_known_ones() {
        String message =
                "budget must be one of smoke, laptop, paper, got \"huge\"; set PHENOMENA_BUDGET to one of them";
        assertThatIllegalArgumentException().isThrownBy(() -> Budget.of("huge")).withMessage(message);
        System.setProperty(Budget.VARIABLE, "huge");
        assertThatIllegalArgumentException().isThrownBy(Budget::current).withMessage(message);
    }

    @Test
    void a_value_is_chosen_for_each() {
        assertThat(Budget.SMOKE.choose(1, 2, 3)).isEqualTo(1);
        assertThat(Budget.LAPTOP.choose(1, 2, 3)).isEqualTo(2);
        assertThat(Budget.PAPER.choose(1, 2, 3)).isEqualTo(3);
    }
}
