package cn.beian.server.testing;

import cn.beian.server.testing.Inspection.Failure;

/** What became of a package; {@code detail} is empty where it was read. */
record WorkerOutcome(Failure failure, String detail) {
  static final WorkerOutcome READ = new WorkerOutcome(Failure.NONE, "");
}
