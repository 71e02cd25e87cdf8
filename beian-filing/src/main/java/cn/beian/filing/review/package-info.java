/** Joint decision, supplement lists, separation of duties, and what blocks an acceptance. */
@NullMarked
package cn.beian.filing.review;

import org.jspecify.annotations.NullMarked;
