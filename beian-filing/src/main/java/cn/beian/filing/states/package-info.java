/**
 * The possible transitions of applications, records and cases: one immutable graph and one class
 * each.
 */
@NullMarked
package cn.beian.filing.states;

import org.jspecify.annotations.NullMarked;
