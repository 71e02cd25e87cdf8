/**
 * The vocabulary in which readers describe a package and rules read it: {@link
 * cn.beian.facts.Fact}s with {@link cn.beian.facts.Locator}s, collected into a {@link
 * cn.beian.facts.FactSet} whose canonical NDJSON form has a stable SHA-256.
 */
@NullMarked
package cn.beian.facts;

import org.jspecify.annotations.NullMarked;
