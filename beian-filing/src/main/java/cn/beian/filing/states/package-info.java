/** What may happen to an application and to a record, as one immutable graph each. */
@NullMarked
package cn.beian.filing.states;

import org.jspecify.annotations.NullMarked;
