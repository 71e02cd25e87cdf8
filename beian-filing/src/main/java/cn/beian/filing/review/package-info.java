/** Joint decision, supplement lists, four eyes, and what stops an acceptance. */
@NullMarked
package cn.beian.filing.review;

import org.jspecify.annotations.NullMarked;
