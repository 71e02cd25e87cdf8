/** Elements, attributes and texts of templates, read leniently from WXML and its relatives. */
@NullMarked
package cn.beian.inspect.markup;

import org.jspecify.annotations.NullMarked;
