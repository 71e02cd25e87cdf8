/** A rulebook as people write it: YAML files, named patterns and the samples of each rule. */
@NullMarked
package cn.beian.rules.source;

import org.jspecify.annotations.NullMarked;
