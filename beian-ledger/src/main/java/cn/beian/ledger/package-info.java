@NullMarked
package cn.beian.ledger;

import org.jspecify.annotations.NullMarked;
