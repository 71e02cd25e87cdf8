/** Applications for filing, from the draft to the decision, and the launch build after it. */
@NullMarked
package cn.beian.server.filings;

import org.jspecify.annotations.NullMarked;
