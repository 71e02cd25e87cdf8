/** What one entry alone says, kept from one inspection to the next; see docs/adr/0015. */
@NullMarked
package cn.beian.inspect.cache;

import org.jspecify.annotations.NullMarked;
