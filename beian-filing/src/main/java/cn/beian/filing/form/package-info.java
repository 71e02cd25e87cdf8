/** The field dictionary of the filing form, answers with their origin, and completeness. */
@NullMarked
package cn.beian.filing.form;

import org.jspecify.annotations.NullMarked;
