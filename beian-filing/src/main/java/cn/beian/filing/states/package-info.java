/**
 * What may happen to applications, records and cases: one immutable graph each, a class a graph.
 */
@NullMarked
package cn.beian.filing.states;

import org.jspecify.annotations.NullMarked;
