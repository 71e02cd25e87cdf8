package cn.beian.inspect.fuzz;

import cn.beian.inspect.reader.PackageFormatException;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * What one inspection takes, in a process that does nothing else.
 *
 * @param cpuMillis of all threads
 * @param heapMib the most that was in the old generation at once; what is collected young does not
 *     count
 */
record Cost(long cpuMillis, long heapMib) {
  /** Costs below these are not told apart: starting and compiling takes as much. */
  private static final Cost LEAST = new Cost(400, 48);

  /** What a spoiled package may take of what the intact one does. */
  private static final int TIMES = 3;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final List<MemoryPoolMXBean> OLD =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(
              pool ->
                  pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
          .filter(pool -> pool.isUsageThresholdSupported())
          .toList();

  /** Inspects and measures; how the inspection ends is no matter. */
  static Cost of(byte[] bytes) throws IOException {
    System.gc();
    OLD.forEach(MemoryPoolMXBean::resetPeakUsage);
    long before = used();
    long start = SYSTEM.getProcessCpuTime();
    try {
      Inspection.of(bytes);
    } catch (PackageFormatException e) {
      // documented
    }
    long cpu = SYSTEM.getProcessCpuTime() - start;
    long peak = OLD.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Cost(cpu / 1_000_000, Math.max(0, peak - before) >> 20);
  }

  private static long used() {
    return OLD.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  /** The lower of both in each respect: what is measured twice by chance counts once. */
  Cost least(Cost other) {
    return new Cost(Math.min(cpuMillis, other.cpuMillis), Math.min(heapMib, other.heapMib));
  }

  Cost most(Cost other) {
    return new Cost(Math.max(cpuMillis, other.cpuMillis), Math.max(heapMib, other.heapMib));
  }

  /** Whether this is more than three times that of the intact package. */
  boolean exceeds(Cost intact) {
    Cost base = intact.most(LEAST);
    return cpuMillis > TIMES * base.cpuMillis || heapMib > TIMES * base.heapMib;
  }
}
