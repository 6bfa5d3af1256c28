/**
 * A figure is a table drawn.
 *
 * <p>Tables of measured rows become pictures in one house style ({@link phenomena.figure.Curves}, {@link
 * phenomena.figure.Dots}, {@link phenomena.figure.Arrivals}, {@link phenomena.figure.Heatmap}), so do arrays of what a
 * network computes ({@link phenomena.figure.Images}, {@link phenomena.figure.Matrices}, {@link
 * phenomena.figure.Spectrum}) and of what its heads do ({@link phenomena.figure.Attention}, {@link
 * phenomena.figure.Circuit}), any Tablesaw figure becomes clean Plotly JSON ({@link phenomena.figure.PlotlyJson}), and what
 * Tablesaw's Plotly lacks is laid over it ({@link phenomena.figure.Chart}). What never enters: engine types, training,
 * statistics (those are {@code analysis}), and classes of a notebook kernel: a kernel displays the plain map of
 * {@code mimeBundle()}.
 *
 * <p>To add a kind of figure, write a record that holds its table and implements {@link phenomena.figure.Drawing}; take
 * colours and sizes from {@link phenomena.figure.HouseStyle}, state seeds and interval with {@code remark}, and add it to
 * the {@code Gallery} among the tests, which writes every figure to one page to be looked at.
 */
package phenomena.figure;
