/** What is known of others' code: SDKs, packers, frameworks, and the calls that are facts. */
@NullMarked
package cn.beian.inspect.catalogue;

import org.jspecify.annotations.NullMarked;
