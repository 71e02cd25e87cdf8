package cn.beian.server.testing;

/** Is told how far the reading of a package has come. */
@FunctionalInterface
interface WorkerProgress {
  void report(int done, int total);
}
