/**
 * What a reader of a format is given and keeps to: the files of a package, limits, the context of
 * one inspection, and the exceptions that say why something could not be read. Knows no format.
 */
@NullMarked
package cn.beian.inspect.reader;

import org.jspecify.annotations.NullMarked;
