/**
 * Closed forms to draw beside what was measured.
 *
 * <p>Each class is one formula of one paper, on plain doubles: what it assumes, where it holds, and how its quantities are
 * normalised stand in its Javadoc, for a curve means nothing without them. What never enters: data, models, simulation,
 * tables, drawing, or anything else of this library; expectations that have no closed form are averaged by the caller, who
 * knows which sequences. To add a theory, write one record that holds the setting and gives the number, name paper, section
 * and equation, and test it against a simulation or a second derivation that shares nothing with it.
 */
package phenomena.theory;
