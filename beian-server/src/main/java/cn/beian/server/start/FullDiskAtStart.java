package cn.beian.server.start;

import cn.beian.server.platform.FullDisk;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in words that the server does not start for want of space; named in spring.factories. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FullDiskAtStart implements FailureAnalyzer {
  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    return FullDisk.in(failure)
        ? new FailureAnalysis(
            "The disk of the data folder or of the temporary folder is full.",
            "Make room and start again: what was there before is kept, and what the first start had"
                + " not finished is made anew.",
            failure)
        : null;
  }
}
