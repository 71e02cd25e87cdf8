package cn.beian.server.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says why the server does not start; named in spring.factories. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedAtStart extends AbstractFailureAnalyzer<StartRefusedException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, StartRefusedException refused) {
    return new FailureAnalysis(refused.getMessage(), refused.remedy(), root);
  }
}
