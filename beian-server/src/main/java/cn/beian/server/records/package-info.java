/** The public records: numbers, packages, revisions, and what anybody may ask of them. */
@NullMarked
package cn.beian.server.records;

import org.jspecify.annotations.NullMarked;
