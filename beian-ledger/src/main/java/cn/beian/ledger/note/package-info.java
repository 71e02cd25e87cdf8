/**
 * Signed notes and checkpoints as C2SP describes them, and the files that contain a proof with
 * them.
 */
@NullMarked
package cn.beian.ledger.note;

import org.jspecify.annotations.NullMarked;
