/** Pages of the sponsor's applications and of the reviewers' cases. */
@NullMarked
package cn.beian.server.web.filings;

import org.jspecify.annotations.NullMarked;
