/**
 * Procedures, each declared once: what a person may do in which state, with which form, and where
 * it leads. The graph, the rows of the access table, whose turn it is, the letters and the forms of
 * a page all follow from the declaration.
 */
@NullMarked
package cn.beian.filing.procedures;

import org.jspecify.annotations.NullMarked;
