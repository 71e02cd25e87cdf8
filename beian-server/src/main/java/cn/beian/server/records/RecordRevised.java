package cn.beian.server.records;

/**
 * A record got a revision. Published within its transaction: a listener schedules there what has to
 * follow.
 *
 * @param event {@code FILED}, {@code LAUNCH_BUILD}, {@code RECTIFIED}, {@code ORDER_LIFTED}, {@code
 *     CORRECTED}, or the state that it moved to
 */
public record RecordRevised(String number, int revision, String event) {}
