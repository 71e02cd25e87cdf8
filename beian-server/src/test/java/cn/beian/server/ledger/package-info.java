@NullMarked
package cn.beian.server.ledger;

import org.jspecify.annotations.NullMarked;
