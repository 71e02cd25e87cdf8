/**
 * Codes with a check character: credit code, division code, filing number. Source: regulation §5.
 */
@NullMarked
package cn.beian.filing.numbers;

import org.jspecify.annotations.NullMarked;
