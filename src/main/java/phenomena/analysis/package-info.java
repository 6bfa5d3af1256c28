/**
 * Table in, number with its interval out.
 *
 * <p>What is claimed of a phenomenon is a number over several seeds, and this room holds how it is computed: each class
 * states its rule, so that a caption or a reader can say what an interval means. What never enters: engine types, training,
 * drawing. To add an analysis, write one class that takes a Tablesaw table and returns a table or a record, name the source
 * of the formula in its Javadoc, and test it against a value worked by hand.
 */
package phenomena.analysis;
