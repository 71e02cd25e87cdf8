/** Revocation of filings whose sponsor did not rectify in time or not completely. */
@NullMarked
package cn.beian.server.revocations;

import org.jspecify.annotations.NullMarked;
