/**
 * What a notebook sees: the lab it opens, the curve that grows while a training runs, and the two kernels that run it.
 *
 * <p>This is the one room that knows a kernel's classes, and only {@link phenomena.notebook.JJavaExtension} and
 * {@link phenomena.notebook.IJavaAdapter} name them, so that the library runs where no kernel is. What is displayed, and
 * as what, is decided once in {@code Displayed}; a kernel's adapter only passes it on. No experiment, no statistics and
 * no figure is made here.
 *
 * <p>To display another type, add a line to {@code Displayed.ALL}. To support another kernel, implement
 * {@link phenomena.notebook.Cell} and register the same lines with its renderer.
 */
package phenomena.notebook;
