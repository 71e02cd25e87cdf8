/** Text as rules read it: folded, searched for terms, matched with the dictionary of data items. */
@NullMarked
package cn.beian.rules.text;

import org.jspecify.annotations.NullMarked;
