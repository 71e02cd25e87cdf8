/** What the rules detect against labelled projects. */
@NullMarked
package cn.beian.rules.evaluation;

import org.jspecify.annotations.NullMarked;
