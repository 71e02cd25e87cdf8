/** HTTP API under {@code /api/v1}, and the ledger's public resources. */
@NullMarked
package cn.beian.server.api;

import org.jspecify.annotations.NullMarked;
