package cn.beian.server.platform;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import cn.beian.facts.VisibleText;
import org.jspecify.annotations.Nullable;

/** {@code %visibleEx} of the log: an exception whose message cannot look like a line of ours. */
public final class VisibleException extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    return super.throwableProxyToString(new Visible(thrown));
  }

  private record Visible(IThrowableProxy thrown) implements IThrowableProxy {
    @Override
    public @Nullable String getMessage() {
      String message = thrown.getMessage();
      return message == null ? null : VisibleText.of(message);
    }

    @Override
    public String getClassName() {
      return thrown.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
      return thrown.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
      return thrown.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
      IThrowableProxy cause = thrown.getCause();
      return cause == null ? null : new Visible(cause);
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
      IThrowableProxy[] suppressed = thrown.getSuppressed();
      IThrowableProxy[] visible = new IThrowableProxy[suppressed == null ? 0 : suppressed.length];
      for (int i = 0; i < visible.length; i++) {
        visible[i] = new Visible(suppressed[i]);
      }
      return visible;
    }

    @Override
    public boolean isCyclic() {
      return thrown.isCyclic();
    }
  }
}
