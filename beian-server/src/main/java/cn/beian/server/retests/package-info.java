/** A new rulebook tried on everything that is filed: before it is signed, and once it decides. */
@NullMarked
package cn.beian.server.retests;

import org.jspecify.annotations.NullMarked;
