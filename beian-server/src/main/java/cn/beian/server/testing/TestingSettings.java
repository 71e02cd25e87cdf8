package cn.beian.server.testing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the processes that read packages.
 *
 * @param heap largest heap of one
 * @param wallLimit how long one package may take before its process is ended
 * @param workers number of processes; 0 takes one per processor but one; never more than {@code
 *     db-scheduler.threads} less four, which are left to other jobs; the last free one of several
 *     is for a unit that has none
 * @param packagesPerWorker how many packages a process reads before another takes its place
 * @param sandbox what stands around a process that reads: bubblewrap where it is installed and
 *     works (auto), always (bubblewrap: the server does not start without it), or nothing (none)
 */
@ConfigurationProperties("beian.testing")
public record TestingSettings(
    @DefaultValue("512MB") DataSize heap,
    @DefaultValue("2m") Duration wallLimit,
    @DefaultValue("0") int workers,
    @DefaultValue("50") int packagesPerWorker,
    @DefaultValue("auto") Sandbox sandbox) {
  /** What stands around a process that reads. */
  public enum Sandbox {
    AUTO,
    BUBBLEWRAP,
    NONE
  }

  /** The same with another wall limit, for one process. */
  TestingSettings within(Duration limit) {
    return new TestingSettings(heap, limit, 1, packagesPerWorker, sandbox);
  }

  int places(int processors, int threads) {
    int wanted = workers > 0 ? workers : processors - 1;
    return Math.max(1, Math.min(wanted, threads - 4));
  }
}
